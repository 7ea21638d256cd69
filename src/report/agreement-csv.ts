import type { Agenda } from "../analysis/agenda.js";
import type { Agreement } from "../experts/agreement.js";
import { firstSentence, type Language, localize } from "../language/text.js";
import { guardFormula } from "../study/formula-guard.js";
import type { Study } from "../study/study.js";
import { writeCsv } from "../study/write-csv.js";

type Field = string | number | null;

/**
 * The agreement of the experts as tidy CSV: a header, then one row for each measure.
 *
 * Columns: `part` (`overall`, `expert`, `cell` or `agenda`), `expert`, `from` and `to` (codes; of the agenda in its order), `measure`, `value` and `note`, which says why a value is missing,
 * how many cells or experts a measure rests on, or, on the first row, what readers must know of the study. The answers of a cell read `0:2 3:1 ?:1`, a flip of the agenda `3:indirect:V04:relay>motor`. Missing values are blank. Cost: O(n² + experts).
 *
 * @example
 * const two = ["e1", "e2"].map((id) => ({ id, answers: study.direct }));
 * toAgreementCsv(study, agreement(study, two), agenda(study, two)).split("\n")[0]; // "part,expert,from,to,measure,value,note"
 */
export function toAgreementCsv(
  study: Study,
  group: Agreement,
  agenda: Agenda,
  lang: Language = study.language,
): string {
  const codes = new Map(study.variables.map(({ id, code }) => [id, code]));
  const rows: Field[][] = [];
  const overall = (measure: string, value: Field, note: Field) => {
    rows.push(["overall", null, null, null, measure, value, note]);
  };
  const disclaimer = study.disclaimer === undefined ? null : firstSentence(localize(study.disclaimer, lang));
  overall("experts", group.experts.length, disclaimer);
  const { alpha, concordance } = group;
  overall("krippendorff_alpha", alpha.alpha, alpha.reason ?? `${alpha.units} cells, ${alpha.values} values`);
  overall("exact_agreement", group.exactAgreement, group.exactAgreement === null ? "no-overlap" : null);
  for (const name of ["influence", "dependence"] as const) {
    const { w, chiSquare, degreesOfFreedom, pValue, reason, experts } = concordance[name];
    overall(`kendall_w_${name}`, w, reason ?? `${experts.length} experts`);
    overall(`chi_square_${name}`, chiSquare, degreesOfFreedom === null ? null : `${degreesOfFreedom} df`);
    overall(`p_value_${name}`, pValue, null);
  }
  overall("disputed_cells", agenda.disputed, `${agenda.decisive} can change a class`);
  for (const { id, ...figures } of group.severity) {
    const { answers, dontKnow, cells, mean, others, severity } = figures;
    const measures = { answers, dont_know: dontKnow, cells, mean, mean_of_others: others, severity };
    for (const [measure, value] of Object.entries(measures)) {
      rows.push(["expert", id, null, null, measure, value, null]);
    }
  }
  for (const cell of group.cells) {
    const measures = {
      answers: cell.answers,
      dont_know: cell.dontKnow,
      distribution: cell.distribution.map(({ answer, count }) => `${answer}:${count}`).join(" ") || null,
      median: cell.median,
      lower_quartile: cell.lowerQuartile,
      upper_quartile: cell.upperQuartile,
      interquartile_range: cell.interquartileRange,
      exact_agreement: cell.exactAgreement,
      dispersion: cell.dispersion,
    };
    for (const [measure, value] of Object.entries(measures)) {
      rows.push(["cell", null, codes.get(cell.from)!, codes.get(cell.to)!, measure, value, null]);
    }
  }
  for (const cell of agenda.cells) {
    const flips = cell.flips.map(
      ({ answer, plane, id, from, to }) => `${answer}:${plane}:${codes.get(id)}:${from}>${to ?? "none"}`,
    );
    const measures = {
      consensus: cell.value,
      weight: cell.weight,
      effect: cell.effect,
      flips: flips.join(" ") || null,
    };
    for (const [measure, value] of Object.entries(measures)) {
      rows.push(["agenda", null, codes.get(cell.from)!, codes.get(cell.to)!, measure, value, null]);
    }
  }
  const guarded = (field: Field) => (typeof field === "string" ? guardFormula(field) : field);
  const header = ["part", "expert", "from", "to", "measure", "value", "note"];
  return writeCsv([header, ...rows.map((row) => row.map(guarded))], ",");
}
