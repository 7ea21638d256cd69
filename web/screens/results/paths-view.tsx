import { RESULTS_WORDS, type StrongestPath } from "../../../src/index.js";
import type { Ends } from "../../engine/engine-work.js";
import { useWork } from "../../engine/use-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { Figure } from "./figure.js";
import { placesOf, type Shown } from "./shown.js";
import { VariableSelect } from "./variable-select.js";
import { chainNames, chainText, variableOfCode } from "./variables-by.js";

const COUNT = 10;

const endsOf = ({ variables }: StrongestPath): Ends[] => variables.slice(1).map((id, place) => [variables[place]!, id]);

/** The two variables that say most to begin with: the strongest of influence, and of dependence, in the direct plane. */
function usualEnds({ analysis }: Shown): readonly [string, string] {
  const by = (ranks: readonly number[]) => placesOf(analysis).toSorted((a, b) => ranks[a]! - ranks[b]!);
  const from = by(analysis.direct.influenceRank)[0]!;
  const to = by(analysis.direct.dependenceRank).find((place) => place !== from) ?? from;
  return [analysis.variables[from]!.code, analysis.variables[to]!.code];
}

/** The strongest ways from one variable to another. */
export function PathsView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const usual = usualEnds(shown);
  const from = variableOfCode(analysis, parameters.value.get("from") ?? usual[0]);
  const to = variableOfCode(analysis, parameters.value.get("to") ?? usual[1]);
  const same = from === null || to === null || from.id === to.id;
  const { answer } = useWork(
    shown.matrix,
    same ? null : ({ kind: "paths", from: from.id, to: to.id, count: COUNT } as const),
  );
  const nameOf = (path: StrongestPath) => chainText(analysis, path.variables, false);
  const addressOf = (path: StrongestPath) => nameOf(path).replaceAll(" → ", ">");
  // What was found between two others is not shown between these.
  const paths = (answer ?? []).filter(
    ({ variables }) => !same && variables[0] === from.id && variables.at(-1) === to.id,
  );
  const chosen = paths.find((path) => addressOf(path) === parameters.value.get("path")) ?? paths[0];
  const number = (id: "distance" | "product" | "weakest", title: string): Column<StrongestPath> => ({
    id,
    title,
    numeric: true,
    sortBy: (path) => path[id],
    render: (path) => figure(path[id]),
  });
  const columns: Column<StrongestPath>[] = [
    {
      id: "path",
      title: words.path,
      render: (path) => (
        <button
          type="button"
          class="arrow-name"
          aria-pressed={path === chosen}
          title={chainNames(analysis, path.variables, false)}
          onClick={() => setParameters({ path: addressOf(path) })}
        >
          {nameOf(path)}
        </button>
      ),
    },
    number("distance", words.distance),
    number("product", words.product),
    number("weakest", words.weakest),
  ];
  const codes = { from: from?.code ?? "", to: to?.code ?? "" };
  return (
    <>
      <div class="controls">
        <VariableSelect
          label={words.from}
          variables={analysis.variables}
          chosen={codes.from}
          onChoose={(code) => setParameters({ ...codes, from: code, path: null }, { replace: false })}
        />
        <VariableSelect
          label={words.to}
          variables={analysis.variables}
          chosen={codes.to}
          onChoose={(code) => setParameters({ ...codes, to: code, path: null }, { replace: false })}
        />
        <button
          type="button"
          class="button"
          onClick={() => setParameters({ from: codes.to, to: codes.from, path: null }, { replace: false })}
        >
          {words.swap}
        </button>
      </div>
      <p class="reading">{`${words.pathsReading} ${words.distanceHint}.`}</p>
      {same ? (
        <p role="status">{words.pathsSame}</p>
      ) : chosen === undefined ? (
        <p role="status">{answer === null ? words.drawing : words.pathsNone(from.short, to.short)}</p>
      ) : (
        <div class="beside">
          <Figure
            shown={shown}
            name="graph"
            title={`${words.path}${words.colon}${chainNames(analysis, chosen.variables, false)}`}
            shape={0.62}
            plot={{ percent: 100 }}
            only={endsOf(chosen)}
          >
            <span dir="auto">{chainNames(analysis, chosen.variables, false)}</span>
          </Figure>
          <DataTable caption={words.tableOf(words.view.paths)} columns={columns} rows={paths} keyOf={nameOf} />
        </div>
      )}
    </>
  );
}
