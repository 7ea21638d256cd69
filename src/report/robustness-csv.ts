import { firstSentence, type Language, localize } from "../language/text.js";
import type { Flips } from "../sensitivity/nearest-flips.js";
import type { Robustness } from "../sensitivity/robustness.js";
import { guardFormula } from "../study/formula-guard.js";
import type { Study } from "../study/study.js";
import { writeCsv } from "../study/write-csv.js";

type Field = string | number | null;

/**
 * The robustness of every class as tidy CSV: a header, then one row per variable and plane.
 *
 * Columns: `plane,id,code,label,class`; `radius` and `at_least` (whether it may be larger); how many single changes and pairs of changes flip the class;
 * the nearest of each as `from>to:value>changed` (two of them with ` + `), the class they give and their margin; power and `complete`. Conventions as in
 * {@link toSensitivityCsv}. Cost: O(n).
 *
 * @example
 * toRobustnessCsv(study, robustness(study, { pairs: false })).split("\n").length; // 60
 */
export function toRobustnessCsv(study: Study, result: Robustness, lang: Language = study.language): string {
  const note = study.disclaimer === undefined ? null : firstSentence(localize(study.disclaimer, lang));
  const rows = (["direct", "indirect"] as const).flatMap((plane) =>
    result[plane].variables.map((variable, i): (readonly [name: string, field: Field])[] => [
      ["plane", plane],
      ["id", variable.id],
      ["code", study.variables[i]!.code],
      ["label", localize(study.variables[i]!.label, lang)],
      ["class", variable.class],
      ["radius", variable.radius],
      ["at_least", String(variable.atLeast)],
      ...flipFields("single", variable.single),
      ...flipFields("pairs", variable.pairs),
      ["power", plane === "direct" ? 1 : result.power],
      ["threshold", result.options.threshold],
      ["complete", String(result.complete)],
      ["note", note],
    ]),
  );
  const guarded = (field: Field) => (typeof field === "string" ? guardFormula(field) : field);
  return writeCsv([rows[0]!.map(([name]) => name), ...rows.map((row) => row.map(([, field]) => guarded(field)))], ",");
}

function flipFields(kind: "single" | "pairs", { count, nearest }: Flips): (readonly [string, Field])[] {
  const first = nearest[0];
  const changes = first?.changes.map(({ from, to, value, changedTo }) => `${from}>${to}:${value}>${changedTo}`);
  return [
    [`${kind}_flips`, count],
    [`${kind}_nearest`, changes?.join(" + ") ?? null],
    [`${kind}_nearest_class`, first?.to ?? null],
    [`${kind}_nearest_margin`, first?.margin ?? null],
  ];
}
