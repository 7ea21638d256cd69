import { RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { placesOf } from "../results/shown.js";
import { AxisChoice, axisAsked } from "./axis-choice.js";
import { BatchFigure } from "./batch-figure.js";
import { type BatchShown, planeOf } from "./batch-shown.js";
import { shareText } from "./share-text.js";
import { variableColumn } from "./variable-column.js";

/** Between which ranks each variable stands. */
export function RanksView({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { variable, tableOf } = wordsOf(RESULTS_WORDS);
  const { analysis, batch, plane } = shown;
  const axis = axisAsked();
  const spread = planeOf(shown)[`${axis}Rank`];
  const baseline = batch.result.baseline[plane][`${axis}Rank`];
  const rank = (id: string, title: string, ranks: readonly number[]): Column<number> => ({
    id,
    title,
    numeric: true,
    sortBy: (place) => -ranks[place]!,
    render: (place) => ranks[place]!,
  });
  const columns: Column<number>[] = [
    variableColumn(shown, variable),
    rank("study", words.study, baseline),
    rank("minimum", words.minimum, spread.minimum),
    rank("p5", words.fivePercent, spread.p5),
    rank("median", words.median, spread.median),
    rank("p95", words.ninetyFivePercent, spread.p95),
    rank("maximum", words.maximum, spread.maximum),
    {
      id: "first",
      title: words.amongFirst(batch.result.options.top),
      numeric: true,
      sortBy: (place) => spread.amongFirst[place]!,
      render: (place) => shareText(spread.amongFirst[place]!),
    },
  ];
  return (
    <div class="beside">
      <BatchFigure shown={shown} name="sensitivity-ranks" title={words.view.ranks} />
      <div class="stack">
        <AxisChoice />
        <DataTable
          key={axis}
          caption={`${tableOf(words.view.ranks)}, ${words.axes[axis]}, ${words.planeName[plane]}`}
          columns={columns}
          rows={placesOf(analysis).toSorted((a, b) => baseline[a]! - baseline[b]!)}
          keyOf={(place) => analysis.variables[place]!.id}
          variableOf={(place) => analysis.variables[place]!.id}
        />
      </div>
    </div>
  );
}
