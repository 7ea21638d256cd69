import { type ConvergencePoint, RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { BatchFigure } from "./batch-figure.js";
import type { BatchShown } from "./batch-shown.js";
import { pointsText, shareText } from "./share-text.js";

/** How far the estimates had come, from one checkpoint to the next. */
export function ConvergenceView({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { batch, plane } = shown;
  const points = (id: "standardError" | "change", title: string): Column<ConvergencePoint> => ({
    id,
    title,
    numeric: true,
    sortBy: (point) => point[plane][id] ?? -1,
    render: (point) => {
      const share = point[plane][id];
      return share === null ? "–" : pointsText(100 * share);
    },
  });
  const columns: Column<ConvergencePoint>[] = [
    {
      id: "samples",
      title: words.samplesColumn,
      numeric: true,
      sortBy: ({ samples }) => samples,
      render: ({ samples }) => figure(samples),
    },
    points("standardError", words.errorColumn),
    points("change", words.changeColumn),
    {
      id: "kept",
      title: words.keptColumn,
      numeric: true,
      sortBy: (point) => point[plane].classificationKept,
      render: (point) => shareText(point[plane].classificationKept),
    },
  ];
  return (
    <div class="beside">
      <BatchFigure shown={shown} name="sensitivity-convergence" title={words.view.convergence} shape={0.62} />
      <DataTable
        caption={`${wordsOf(RESULTS_WORDS).tableOf(words.view.convergence)}, ${words.planeName[plane]}`}
        columns={columns}
        rows={batch.result.convergence}
        keyOf={({ samples }) => String(samples)}
      />
    </div>
  );
}
