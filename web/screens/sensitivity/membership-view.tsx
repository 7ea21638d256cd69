import { RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { placesOf } from "../results/shown.js";
import { BatchFigure } from "./batch-figure.js";
import { type BatchShown, baselineClass, CLASS_ORDER, keptShare, planeOf } from "./batch-shown.js";
import { pointsText, shareText } from "./share-text.js";
import { variableColumn } from "./variable-column.js";

/** How often each variable has each class. */
export function MembershipView({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { variable, tableOf } = wordsOf(RESULTS_WORDS);
  const { analysis } = shown;
  const { membership, standardError } = planeOf(shown);
  const errorOf = (place: number) => {
    const baseline = baselineClass(shown, place);
    return baseline === null ? 0 : 100 * (standardError?.[place]?.[CLASS_ORDER.indexOf(baseline)] ?? 0);
  };
  const columns: Column<number>[] = [
    variableColumn(shown, variable),
    {
      id: "kept",
      title: words.kept,
      numeric: true,
      sortBy: (place) => keptShare(shown, place) ?? -1,
      render: (place) => {
        const share = keptShare(shown, place);
        return share === null ? "–" : <strong>{shareText(share)}</strong>;
      },
    },
    {
      id: "error",
      title: words.error,
      numeric: true,
      sortBy: errorOf,
      render: (place) => pointsText(errorOf(place)),
    },
    ...CLASS_ORDER.map(
      (name, index): Column<number> => ({
        id: name,
        title: words.classHeads[name],
        numeric: true,
        sortBy: (place) => membership![place]![index]!,
        render: (place) => shareText(membership![place]![index]!),
      }),
    ),
  ];
  return (
    <div class="beside">
      <BatchFigure shown={shown} name="sensitivity-membership" title={words.view.membership} />
      {membership === null ? (
        <p class="soft">{words.noClasses}</p>
      ) : (
        <DataTable
          caption={`${tableOf(words.view.membership)}, ${words.planeName[shown.plane]}`}
          columns={columns}
          rows={placesOf(analysis).toSorted((a, b) => (keptShare(shown, a) ?? 2) - (keptShare(shown, b) ?? 2))}
          keyOf={(place) => analysis.variables[place]!.id}
          variableOf={(place) => analysis.variables[place]!.id}
        />
      )}
    </div>
  );
}
