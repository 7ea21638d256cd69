import { RESULTS_WORDS } from "../../../src/index.js";
import { signed } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { ClassMark } from "./class-mark.js";
import { Figure } from "./figure.js";
import { placesOf, type Shown } from "./shown.js";
import { VariableName } from "./variable-name.js";

/** How variables move from the direct to the indirect plane. */
export function DisplacementView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const moved = analysis.displacement;
  const columns: Column<number>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: (place) => analysis.variables[place]!.code,
      render: (place) => <VariableName variable={analysis.variables[place]!} class={moved[place]!.from} />,
    },
    {
      id: "class",
      title: `${words.classDirect} → ${words.classIndirect}`,
      sortBy: (place) => Number(moved[place]!.from !== moved[place]!.to),
      render: (place) => {
        const { from, to } = moved[place]!;
        return (
          <span class={from === to ? "class-move" : "class-move changed"}>
            <ClassMark of={from} /> → <ClassMark of={to} named />
          </span>
        );
      },
    },
    {
      id: "influence",
      title: words.influence,
      numeric: true,
      sortBy: (place) => moved[place]!.influenceRankChange,
      render: (place) => signed(moved[place]!.influenceRankChange),
    },
    {
      id: "dependence",
      title: words.dependence,
      numeric: true,
      sortBy: (place) => moved[place]!.dependenceRankChange,
      render: (place) => signed(moved[place]!.dependenceRankChange),
    },
  ];
  return (
    <>
      <p class="reading">{words.displacementReading}</p>
      <div class="beside">
        <Figure shown={shown} name="displacement" title={words.view.displacement} />
        <DataTable
          caption={words.tableOf(words.view.displacement)}
          columns={columns}
          rows={placesOf(analysis)}
          keyOf={(place) => analysis.variables[place]!.id}
          variableOf={(place) => analysis.variables[place]!.id}
        />
      </div>
    </>
  );
}
