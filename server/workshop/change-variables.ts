import { localize, type Study, type Text, type Variable } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import { latestFiche } from "../store/fiches.js";
import { shiftPositions } from "../store/shift-positions.js";
import type { Store } from "../store/store.js";
import {
  countScores,
  deleteVariable,
  insertVariables,
  listVariables,
  orderVariables,
  updateVariable,
} from "../store/variables.js";
import { changeOrder, changeStructure, type Revised, refuseUnfit, type StructureChange } from "./change-structure.js";
import { uniqueSlug } from "./slug.js";
import { refuseOvergrown } from "./study-growth.js";
import { writeFiche } from "./write-fiche.js";

/** A variable to add; what is left out is made of its label. */
export interface NewVariable {
  readonly id?: string;
  readonly code?: string;
  readonly label: Text;
  readonly short?: Text;
  readonly block?: string | null;
  readonly definition?: Text;
  /** Where it stands, from 0. @default the end */
  readonly position?: number;
}

/** What changes of a variable; its definition does with its fiche. */
export type VariableChanges = Partial<Pick<Variable, "code" | "label" | "short" | "block">>;

/** Adds a variable, whose cells are blank. Throws RequestProblem `precondition-failed`, `body-invalid`, StudyError `study-too-large`. */
export function addVariable(
  store: Store,
  change: StructureChange,
  { position, definition, ...given }: NewVariable,
): Promise<Revised<Variable>> {
  const { studyId, actor } = change;
  return changeStructure(store, change, async (tx, study, at) => {
    const variable = completeVariable(given, study);
    const full: Variable = { ...variable, ...(definition !== undefined && { definition }) };
    refuseUnfit("variables", { variables: [...study.variables, full], blocks: study.blocks });
    await refuseOvergrown(tx, studyId, { variables: 1 });
    const { length } = study.variables;
    const place = Math.min(position ?? length, length);
    await shiftPositions(tx, "variables", { studyId, from: place, by: 1 });
    await insertVariables(tx, studyId, [variable], place);
    if (definition !== undefined) {
      await writeFiche(tx, studyId, variable, { revision: 1, fiche: { definition }, at, by: actor });
    }
    const after = { variable: full, position: place };
    return { events: [{ kind: "variables-changed", after }], result: full };
  });
}

function completeVariable(given: Omit<NewVariable, "position" | "definition">, study: Study): Variable {
  const ids = new Set(study.variables.map(({ id }) => id));
  const codes = new Set(study.variables.map(({ code }) => code));
  const { label, short = label, block = null } = given;
  const id = given.id ?? uniqueSlug(localize(label, study.language), ids, "variable");
  return { id, code: given.code ?? freeCode(codes, study.variables.length + 1), label, short, block };
}

/** V and the first free number from the variable's own on. */
function freeCode(codes: ReadonlySet<string>, first: number): string {
  for (let number = first; ; number++) {
    const code = `V${String(number).padStart(2, "0")}`;
    if (!codes.has(code)) return code;
  }
}

/** Changes a variable. Throws RequestProblem `precondition-failed`, `variable-not-found`, `body-invalid`. */
export function editVariable(
  store: Store,
  change: StructureChange,
  id: string,
  changes: VariableChanges,
): Promise<Revised<Variable>> {
  return changeStructure(store, change, async (tx, study) => {
    const before = variableOf(study, id);
    const after = { ...before, ...changes };
    if (JSON.stringify(before) === JSON.stringify(after)) return { events: [], result: before };
    const others = study.variables.filter((variable) => variable.id !== id);
    refuseUnfit("variables", { variables: [...others, after], blocks: study.blocks });
    const stored = (await listVariables(tx, change.studyId)).find((variable) => variable.id === id)!;
    await updateVariable(tx, change.studyId, { ...stored, ...changes });
    const events = [{ kind: "variables-changed", before: { variable: before }, after: { variable: after } }] as const;
    return { events, result: after };
  });
}

/**
 * Deletes a variable with its fiche. What experts answered and what was decided in its row and column goes with it, which must be asked for with
 * `dropScores`. The log keeps the variable and its last fiche.
 *
 * Throws RequestProblem `precondition-failed`, `variable-not-found`; `variable-scored` with the number of answers and decisions.
 */
export function removeVariable(
  store: Store,
  change: StructureChange,
  id: string,
  dropScores: boolean,
): Promise<Revised<null>> {
  const { studyId } = change;
  return changeStructure(store, change, async (tx, study) => {
    const variable = variableOf(study, id);
    const lost = await countScores(tx, studyId, id);
    if (lost.answers + lost.decisions > 0 && !dropScores) {
      const detail = `With the variable go ${lost.answers} answers and ${lost.decisions} decisions; ask again with dropScores=true.`;
      throw new RequestProblem("variable-scored", detail, { members: { ...lost } });
    }
    const fiche = await latestFiche(tx, studyId, id);
    const position = study.variables.indexOf(variable);
    await deleteVariable(tx, studyId, id);
    await shiftPositions(tx, "variables", { studyId, from: position, by: -1 });
    const before = { variable, position, fiche: fiche?.content ?? null, lost };
    return { events: [{ kind: "variables-changed", before }], result: null };
  });
}

/** Puts the variables in another order: all their ids. Throws RequestProblem `precondition-failed`, `body-invalid`. */
export function reorderVariables(
  store: Store,
  change: StructureChange,
  order: readonly string[],
): Promise<Revised<readonly Variable[]>> {
  return changeOrder(store, change, order, {
    kind: "variables-changed",
    itemsOf: ({ variables }) => variables,
    write: orderVariables,
  });
}

function variableOf(study: Study, id: string): Variable {
  const variable = study.variables.find((each) => each.id === id);
  if (variable !== undefined) return variable;
  throw new RequestProblem("variable-not-found", "The study has no variable of this id.");
}
