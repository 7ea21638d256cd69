import { type Class, type Plane, type PlotName, RESULTS_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { Choices } from "./choices.js";
import { ClassMark } from "./class-mark.js";
import { Figure } from "./figure.js";
import { placesOf, type Shown } from "./shown.js";
import { VariableName } from "./variable-name.js";

const PLANES = ["direct", "indirect", "potentialDirect", "potentialIndirect"] as const;
type PlaneName = (typeof PLANES)[number];

const PICTURES: Readonly<Record<PlaneName, PlotName>> = {
  direct: "map-direct",
  indirect: "map-indirect",
  potentialDirect: "map-potential-direct",
  potentialIndirect: "map-potential-indirect",
};

/** One of the four planes with its table, or all four with the classes of each. */
export function PlanesView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const asked = parameters.value.get("plane");
  const chosen = asked === "all" ? "all" : (PLANES.find((name) => name === asked) ?? "direct");
  return (
    <>
      <div class="view-head">
        <Choices
          label={words.plane}
          choices={[...PLANES, "all" as const].map((name) => ({ value: name, title: words.planes[name] }))}
          chosen={chosen}
          onChoose={(plane) => setParameters({ plane: plane === "direct" ? null : plane }, { replace: false })}
        />
        <p class="reading">{words.planeReading}</p>
      </div>
      {chosen === "all" ? <AllPlanes shown={shown} /> : <OnePlane shown={shown} name={chosen} />}
    </>
  );
}

function OnePlane({ shown, name }: { readonly shown: Shown; readonly name: PlaneName }) {
  const words = wordsOf(RESULTS_WORDS);
  const plane = shown.analysis[name];
  const title = words.planes[name];
  return (
    <div class="beside">
      <Figure shown={shown} name={PICTURES[name]} title={title} />
      {plane === null ? (
        <p class="soft">{words.noPotential}</p>
      ) : (
        <PlaneTable shown={shown} plane={plane} title={title} inShares={name.toLowerCase().includes("indirect")} />
      )}
    </div>
  );
}

interface PlaneTableProps {
  readonly shown: Shown;
  readonly plane: Plane;
  readonly title: string;
  /** Sums of chains are huge: their shares are read. */
  readonly inShares: boolean;
}

function PlaneTable({ shown: { analysis }, plane, title, inShares }: PlaneTableProps) {
  const words = wordsOf(RESULTS_WORDS);
  const influence = inShares ? plane.influenceShare : plane.influence;
  const dependence = inShares ? plane.dependenceShare : plane.dependence;
  const number = (id: string, head: string, values: readonly number[]): Column<number> => ({
    id,
    title: head,
    numeric: true,
    sortBy: (place) => values[place]!,
    render: (place) => figure(values[place]!, 1),
  });
  const columns: Column<number>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: (place) => analysis.variables[place]!.code,
      render: (place) => <VariableName variable={analysis.variables[place]!} class={plane.classes[place]!} />,
    },
    number("influence", inShares ? words.influenceShare : words.influenceSum, influence),
    number("influence-rank", words.influenceRank, plane.influenceRank),
    number("dependence", inShares ? words.dependenceShare : words.dependenceSum, dependence),
    number("dependence-rank", words.dependenceRank, plane.dependenceRank),
  ];
  return (
    <DataTable
      caption={words.tableOf(title)}
      columns={columns}
      rows={placesOf(analysis)}
      keyOf={(place) => analysis.variables[place]!.id}
      variableOf={(place) => analysis.variables[place]!.id}
    />
  );
}

function AllPlanes({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const classOf = (name: PlaneName, place: number): Class | null => analysis[name]?.classes[place] ?? null;
  const columns: Column<number>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: (place) => analysis.variables[place]!.code,
      render: (place) => <VariableName variable={analysis.variables[place]!} class={analysis.direct.classes[place]!} />,
    },
    ...PLANES.filter((name) => analysis[name] !== null).map((name) => ({
      id: name,
      title: words.planes[name],
      sortBy: (place: number) => classOf(name, place) ?? "",
      render: (place: number) => <ClassMark of={classOf(name, place)} named />,
    })),
  ];
  return (
    <>
      <div class="four">
        {PLANES.map((name) => (
          <Figure
            key={name}
            shown={shown}
            name={PICTURES[name]}
            title={words.planes[name]}
            shape={0.82}
            alike={PLANES}
          />
        ))}
      </div>
      <DataTable
        caption={words.tableOf(words.planes.all)}
        columns={columns}
        rows={placesOf(analysis)}
        keyOf={(place) => analysis.variables[place]!.id}
        variableOf={(place) => analysis.variables[place]!.id}
      />
    </>
  );
}
