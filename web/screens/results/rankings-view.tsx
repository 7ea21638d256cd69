import { RESULTS_WORDS } from "../../../src/index.js";
import { signed } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { Choices } from "./choices.js";
import { Figure } from "./figure.js";
import { directClass, placesOf, type Shown } from "./shown.js";
import { VariableName } from "./variable-name.js";

const KINDS = ["influence", "dependence"] as const;

/** Ranks in the direct and the indirect plane, as slopes and as a table. */
export function RankingsView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const kind = parameters.value.get("ranks") === "dependence" ? "dependence" : "influence";
  const [direct, indirect] = [analysis.direct[`${kind}Rank`], analysis.indirect[`${kind}Rank`]];
  const gain = (place: number) => direct[place]! - indirect[place]!;
  const rank = (id: string, title: string, ranks: readonly number[]): Column<number> => ({
    id,
    title,
    numeric: true,
    sortBy: (place) => -ranks[place]!,
    render: (place) => ranks[place]!,
  });
  const columns: Column<number>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: (place) => analysis.variables[place]!.code,
      render: (place) => <VariableName variable={analysis.variables[place]!} class={directClass(analysis, place)} />,
    },
    rank("direct", words.directRank, direct),
    rank("indirect", words.indirectRank, indirect),
    { id: "gain", title: words.gain, numeric: true, sortBy: gain, render: (place) => signed(gain(place)) },
  ];
  return (
    <>
      <p class="reading">{words.rankingsReading}</p>
      <div class="beside">
        <Figure shown={shown} name="rank-change" title={words.view.rankings} shape={1.05} />
        <div class="stack">
          <Choices
            label={words.view.rankings}
            choices={KINDS.map((value) => ({ value, title: words[value] }))}
            chosen={kind}
            onChoose={(value) => setParameters({ ranks: value === "influence" ? null : value })}
          />
          <DataTable
            key={kind}
            caption={`${words.tableOf(words.view.rankings)}, ${words[kind]}`}
            columns={columns}
            rows={placesOf(analysis).toSorted((a, b) => indirect[a]! - indirect[b]!)}
            keyOf={(place) => analysis.variables[place]!.id}
            variableOf={(place) => analysis.variables[place]!.id}
          />
        </div>
      </div>
    </>
  );
}
