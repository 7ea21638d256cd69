import { parseStudy, type Study, type Text } from "../../src/index.js";
import type { StudyDocument } from "../store/studies.js";
import { uniqueSlug } from "./slug.js";

/** What a study says of itself, as addresses and answers have it: `documentId` is the id that it has in files. */
export type DocumentFields = Omit<StudyDocument, "id"> & { readonly documentId: string };

/** Fields to set; null takes one away, or back to its default. */
export type DocumentChanges = { readonly [Name in keyof DocumentFields]?: DocumentFields[Name] | null };

const NEW_TITLE: Text = { fr: "Nouvelle étude", en: "New study" };

/** The document of a study, apart from what has tables of its own. */
export function documentOf(study: Study): StudyDocument {
  const { blocks: _, variables: __, direct: ___, judgements: ____, hypotheses: _____, ...document } = study;
  return document;
}

/** The document of a study that has nothing but these fields. */
export function newDocument({ documentId, ...fields }: DocumentChanges): StudyDocument {
  const title = fields.title ?? NEW_TITLE;
  const name = typeof title === "string" ? title : (title.en ?? title.fr ?? "");
  return inOrder({ ...present(fields), title, id: documentId ?? uniqueSlug(name, new Set(), "study") });
}

/** A document with changes. */
export function changeDocument(document: StudyDocument, changes: DocumentChanges): StudyDocument {
  const { documentId, ...fields } = changes;
  const changed = present({ ...document, ...fields });
  const title = fields.title === null ? NEW_TITLE : (fields.title ?? document.title);
  return inOrder({ ...changed, title, id: documentId ?? document.id });
}

export function documentFields({ id, ...fields }: StudyDocument): DocumentFields {
  return { documentId: id, ...fields };
}

/** Those of two documents that differ: what was and what is, null for nothing. */
export function documentDifference(before: object, after: object): { readonly before: object; readonly after: object } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  const pick = (from: Record<string, unknown>) => Object.fromEntries(changed.map((name) => [name, from[name] ?? null]));
  return { before: pick(was), after: pick(is) };
}

function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

/** As the study's own reader has it: defaults filled in, members in the order of files. Throws StudyError for what is no document. */
function inOrder(document: object): StudyDocument {
  return documentOf(parseStudy({ ...document, variables: [{ id: "any", label: "Any" }], direct: [[null]] }));
}
