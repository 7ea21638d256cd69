import {
  type Analysis,
  type CellInfluenceOptions,
  RESULTS_WORDS,
  type Robustness,
  SENSITIVITY_SCREEN_WORDS,
} from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { VariableName } from "../results/variable-name.js";
import { CellLink } from "./cell-link.js";
import { WorkBar } from "./work-bar.js";

export interface RobustnessPartProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  /** Names of the variables. */
  readonly analysis: Analysis;
  readonly options: Pick<CellInfluenceOptions, "power" | "threshold">;
}

/** How many judgements it takes to flip each class; exact, every change and every two are tried. */
export function RobustnessPart({ study, matrix, analysis, options }: RobustnessPartProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { answer, problem, progress } = useWork(matrix, { kind: "robustness", options: { ...options, limit: 1 } });
  return (
    <section class="stack" aria-labelledby="radius-title">
      <h2 id="radius-title">{words.radiusTitle}</h2>
      <p class="reading">{words.radiusReading}</p>
      {problem !== null && <ProblemMessage problem={problem} />}
      {answer === null && problem === null && <WorkBar label={words.radiusWait} progress={progress} />}
      {answer !== null && (
        <>
          {!answer.complete && <p class="soft">{words.notAllTried}</p>}
          <RadiusTable study={study} analysis={analysis} robustness={answer} />
        </>
      )}
    </section>
  );
}

interface RadiusTableProps extends Pick<RobustnessPartProps, "study" | "analysis"> {
  readonly robustness: Robustness;
}

const PLANES = ["direct", "indirect"] as const;

function RadiusTable({ study, analysis, robustness }: RadiusTableProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const codes = new Map(analysis.variables.map(({ id, code }) => [id, code]));
  const of = (plane: (typeof PLANES)[number], place: number) => robustness[plane].variables[place]!;
  const nearest = (place: number) =>
    PLANES.map((plane) => of(plane, place).single.nearest[0] ?? null).find((flip) => flip !== null) ?? null;
  const columns: Column<number>[] = [
    {
      id: "variable",
      title: wordsOf(RESULTS_WORDS).variable,
      sortBy: (place) => analysis.variables[place]!.code,
      render: (place) => <VariableName variable={analysis.variables[place]!} class={of("indirect", place).class} />,
    },
    ...PLANES.map(
      (plane): Column<number> => ({
        id: plane,
        title: words.radius[plane],
        numeric: true,
        sortBy: (place) => of(plane, place).radius ?? -1,
        render: (place) => {
          const { radius, atLeast } = of(plane, place);
          return radius === null ? "–" : `${radius}${atLeast ? "+" : ""}`;
        },
      }),
    ),
    ...PLANES.map(
      (plane): Column<number> => ({
        id: `flips-${plane}`,
        title: words.flips[plane],
        numeric: true,
        sortBy: (place) => of(plane, place).single.count,
        render: (place) => figure(of(plane, place).single.count),
      }),
    ),
    {
      id: "nearest",
      title: words.nearest,
      render: (place) => {
        const change = nearest(place)?.changes[0];
        if (change === undefined) return "–";
        return (
          <CellLink study={study} from={codes.get(change.from)!} to={codes.get(change.to)!}>
            <span class="step">{`${figure(change.value)} → ${figure(change.changedTo)}`}</span>
          </CellLink>
        );
      },
    },
  ];
  return (
    <DataTable
      caption={words.radiusTable}
      columns={columns}
      rows={analysis.variables
        .map((_, place) => place)
        .toSorted((a, b) => (of("indirect", a).radius ?? 3) - (of("indirect", b).radius ?? 3))}
      keyOf={(place) => analysis.variables[place]!.id}
      variableOf={(place) => analysis.variables[place]!.id}
    />
  );
}
