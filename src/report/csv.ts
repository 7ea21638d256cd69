import type { Analysis } from "../analysis/analysis.js";
import { firstSentence } from "../language/text.js";
import type { Plane } from "../structure/plane.js";
import { guardFormula } from "../study/formula-guard.js";
import { writeCsv } from "../study/write-csv.js";

type Field = string | number | null;

/** A column: its name and the field of variable i. */
type CsvColumn = readonly [name: string, field: (i: number) => Field];

/**
 * The rankings as tidy CSV: a header, then one row per variable, for spreadsheets, pandas and R.
 *
 * Columns: `code,label,block`, then for each plane (`direct_…`, `indirect_…` and, where the study has a P, `potential_direct_…` and
 * `potential_indirect_…`) influence, dependence, their shares per 10 000, their ranks and the class; the power of the indirect planes
 * and whether it is stable; the rank changes from direct to indirect; and, the same on every row, the options and the first
 * sentence of the disclaimer as `note`. Column names are English and the decimal mark is a point in every language.
 * A plane without classes has empty fields there. Comma, UTF-8 without byte order mark, LF.
 *
 * Texts that a spreadsheet would run as a formula get a leading apostrophe, as in the study's own CSV. Cost: O(n).
 *
 * @example
 * toCsv(analyze(study)).split("\n")[0]; // "code,label,block,direct_influence,…"
 */
export function toCsv(analysis: Analysis): string {
  const columns = csvColumns(analysis);
  const rows = analysis.variables.map((_, i) => columns.map(([, field]) => guarded(field(i))));
  return writeCsv([columns.map(([name]) => name), ...rows], ",");
}

function csvColumns(analysis: Analysis): CsvColumn[] {
  const { study, options, variables, direct, indirect, potentialDirect, potentialIndirect, displacement } = analysis;
  const blockLabels = new Map(study.blocks.map((block) => [block.id, block.label]));
  const always = (name: string, value: Field): CsvColumn => [name, () => value];
  const indirectColumns = (prefix: string, plane: Analysis["indirect"]): CsvColumn[] => [
    ...planeColumns(prefix, plane),
    always(`${prefix}_power`, plane.power),
    always(`${prefix}_stable`, String(plane.stable)),
  ];
  return [
    ["code", (i) => variables[i]!.code],
    ["label", (i) => variables[i]!.label],
    ["block", (i) => blockLabels.get(variables[i]!.block ?? "") ?? null],
    ...planeColumns("direct", direct),
    ...indirectColumns("indirect", indirect),
    ...(potentialDirect === null ? [] : planeColumns("potential_direct", potentialDirect)),
    ...(potentialIndirect === null ? [] : indirectColumns("potential_indirect", potentialIndirect)),
    ["influence_rank_change", (i) => displacement[i]!.influenceRankChange],
    ["dependence_rank_change", (i) => displacement[i]!.dependenceRankChange],
    always("measure", options.measure),
    always("attenuation", options.measure === "attenuated" ? options.attenuation : null),
    always("power", options.power),
    always("max_power", options.maxPower),
    always("threshold", options.threshold),
    always("potential_value", options.potentialValue),
    always("note", study.disclaimer === null ? null : firstSentence(study.disclaimer)),
  ];
}

function planeColumns(prefix: string, plane: Plane): CsvColumn[] {
  return [
    [`${prefix}_influence`, (i) => plane.influence[i]!],
    [`${prefix}_dependence`, (i) => plane.dependence[i]!],
    [`${prefix}_influence_share`, (i) => plane.influenceShare[i]!],
    [`${prefix}_dependence_share`, (i) => plane.dependenceShare[i]!],
    [`${prefix}_influence_rank`, (i) => plane.influenceRank[i]!],
    [`${prefix}_dependence_rank`, (i) => plane.dependenceRank[i]!],
    [`${prefix}_class`, (i) => plane.classes[i]!],
  ];
}

function guarded(field: Field): Field {
  return typeof field === "string" ? guardFormula(field) : field;
}
