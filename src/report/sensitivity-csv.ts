import { firstSentence, type Language, localize } from "../language/text.js";
import type { RankSpread, SensitivityResult } from "../sensitivity/result.js";
import { CLASSES } from "../structure/plane.js";
import { guardFormula } from "../study/formula-guard.js";
import type { Study } from "../study/study.js";
import { writeCsv } from "../study/write-csv.js";

type Field = string | number | null;

/**
 * The result of a batch as tidy CSV: a header, then one row per variable and plane, for spreadsheets, pandas and R.
 *
 * Columns: `plane,id,code,label`; the class in the study and the most frequent one; `motor … autonomous` (shares, 0 to 1) and `motor_se …`
 * their standard errors; for influence and dependence the rank in the study, the smallest, 5 %, median, 95 % and largest rank and the share among the first;
 * and, the same on every row of a plane, the share of classifications kept and of samples without classes, whether sums are exact, and how the batch was drawn.
 * Pairs and convergence are in the JSON. What a plane without classes lacks is empty. Names are English and the decimal mark is a point in every language;
 * texts that a spreadsheet would run as a formula get a leading apostrophe. Comma, UTF-8, LF. Cost: O(n).
 *
 * @example
 * toSensitivityCsv(study, await sensitivity(study, { samples: 1000 })).split("\n").length; // 60
 */
export function toSensitivityCsv(study: Study, result: SensitivityResult, lang: Language = study.language): string {
  const rows = (["direct", "indirect"] as const).flatMap((plane) =>
    study.variables.map((_, i) => rowOf(study, result, plane, i, lang)),
  );
  const header = rows[0]!.map(([name]) => name);
  return writeCsv([header, ...rows.map((row) => row.map(([, field]) => guarded(field)))], ",");
}

function rowOf(
  study: Study,
  result: SensitivityResult,
  plane: "direct" | "indirect",
  i: number,
  lang: Language,
): (readonly [name: string, field: Field])[] {
  const { id, code, label } = study.variables[i]!;
  const { membership, standardError, modalClass, modalIsBaseline, classless, exact } = result[plane];
  const baseline = result.baseline[plane];
  const { options } = result;
  const ranks = (name: "influence" | "dependence"): (readonly [string, Field])[] => {
    const spread: RankSpread = result[plane][`${name}Rank`];
    return [
      [`${name}_rank`, baseline[`${name}Rank`][i]!],
      [`${name}_rank_min`, spread.minimum[i]!],
      [`${name}_rank_p5`, spread.p5[i]!],
      [`${name}_rank_median`, spread.median[i]!],
      [`${name}_rank_p95`, spread.p95[i]!],
      [`${name}_rank_max`, spread.maximum[i]!],
      [`${name}_among_first`, spread.amongFirst[i]!],
    ];
  };
  return [
    ["plane", plane],
    ["id", id],
    ["code", code],
    ["label", localize(label, lang)],
    ["class", baseline.classes[i]!],
    ["modal_class", modalClass[i]!],
    ["modal_is_class", String(modalIsBaseline[i]!)],
    ...CLASSES.map((name, at): readonly [string, Field] => [name, membership === null ? null : membership[i]![at]!]),
    ...CLASSES.map((name, at): readonly [string, Field] => [
      `${name}_se`,
      standardError === null ? null : standardError[i]![at]!,
    ]),
    ...ranks("influence"),
    ...ranks("dependence"),
    ["first", options.top],
    ["classification_kept", result.classificationKept[plane]],
    ["classless", classless],
    ["exact", String(exact)],
    ["samples", result.samples],
    ["seed", result.seed],
    ["perturbation", JSON.stringify(options.perturbation)],
    ["power", plane === "direct" ? 1 : result.baseline.indirect.power],
    ["threshold", options.threshold],
    ["complete", String(result.complete)],
    ["note", study.disclaimer === undefined ? null : firstSentence(localize(study.disclaimer, lang))],
  ];
}

function guarded(field: Field): Field {
  return typeof field === "string" ? guardFormula(field) : field;
}
