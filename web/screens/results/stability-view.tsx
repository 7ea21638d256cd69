import { RESULTS_WORDS, type StabilityRow } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { Figure } from "./figure.js";
import type { Shown } from "./shown.js";

type Measured = Exclude<keyof StabilityRow, "power">;

/** From which power on the rankings hold. */
export function StabilityView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const measured = (id: Measured, title: string): Column<StabilityRow> => ({
    id,
    title,
    numeric: true,
    sortBy: (row) => row[id],
    render: (row) => figure(row[id], 1),
  });
  const columns: Column<StabilityRow>[] = [
    { id: "power", title: words.power, sortBy: ({ power }) => power, render: ({ power }) => power },
    measured("influencePercent", words.influenceOrder),
    measured("dependencePercent", words.dependenceOrder),
    measured("influenceSwaps", words.influenceSwaps),
    measured("dependenceSwaps", words.dependenceSwaps),
  ];
  return (
    <>
      <p class="reading">{words.stabilityReading}</p>
      <div class="beside">
        <Figure shown={shown} name="stability" title={words.view.stability} shape={0.52} />
        <DataTable
          caption={words.tableOf(words.view.stability)}
          columns={columns}
          rows={shown.analysis.stability}
          keyOf={({ power }) => String(power)}
        />
      </div>
    </>
  );
}
