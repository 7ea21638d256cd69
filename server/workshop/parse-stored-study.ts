import { parseStudy, type Study } from "../../src/index.js";

const STAND_IN = { variables: [{ id: "any", label: "Any" }], direct: [[null]] };

/**
 * As `parseStudy`, of studies that may have no variables yet. Throws StudyError.
 *
 * @example
 * parseStoredStudy({ variables: [], direct: [] }).variables; // []
 */
export function parseStoredStudy(value: object): Study {
  const { variables, direct } = value as { readonly variables?: unknown; readonly direct?: unknown };
  const isEmpty = [variables, direct].every((list) => Array.isArray(list) && list.length === 0);
  return isEmpty ? { ...parseStudy({ ...value, ...STAND_IN }), variables: [], direct: [] } : parseStudy(value);
}
