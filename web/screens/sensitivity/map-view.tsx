import { RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { placesOf } from "../results/shown.js";
import { BatchFigure } from "./batch-figure.js";
import { type BatchShown, keptShare, planeOf } from "./batch-shown.js";
import { shareText } from "./share-text.js";
import { variableColumn } from "./variable-column.js";

/** Where each variable may stand: the map with a region around each of its marks. */
export function MapView({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { variable, tableOf } = wordsOf(RESULTS_WORDS);
  const { analysis, batch, plane } = shown;
  const rank = (axis: "influence" | "dependence"): Column<number>[] => {
    const spread = planeOf(shown)[`${axis}Rank`];
    const ranks = batch.result.baseline[plane][`${axis}Rank`];
    return [
      {
        id: axis,
        title: words[`${axis}Rank`],
        numeric: true,
        sortBy: (place) => -ranks[place]!,
        render: (place) => ranks[place]!,
      },
      {
        id: `${axis}-interval`,
        title: words[`${axis}Interval`],
        numeric: true,
        sortBy: (place) => spread.p95[place]! - spread.p5[place]!,
        render: (place) => `${spread.p5[place]}–${spread.p95[place]}`,
      },
    ];
  };
  const columns: Column<number>[] = [
    variableColumn(shown, variable),
    ...rank("influence"),
    ...rank("dependence"),
    {
      id: "kept",
      title: words.kept,
      numeric: true,
      sortBy: (place) => keptShare(shown, place) ?? -1,
      render: (place) => {
        const share = keptShare(shown, place);
        return share === null ? "–" : shareText(share);
      },
    },
  ];
  return (
    <div class="beside">
      <BatchFigure shown={shown} name="sensitivity-map" title={words.view.map} shape={0.8} />
      <DataTable
        caption={`${tableOf(words.view.map)}, ${words.planeName[plane]}`}
        columns={columns}
        rows={placesOf(analysis)}
        keyOf={(place) => analysis.variables[place]!.id}
        variableOf={(place) => analysis.variables[place]!.id}
      />
    </div>
  );
}
