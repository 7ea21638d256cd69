import { ask, studyPath } from "../api/request.js";
import type { OpenStudy } from "../state/study.js";

type Item =
  | { readonly kind: "row"; readonly variable: string }
  | { readonly kind: "column"; readonly variable: string }
  | { readonly kind: "block"; readonly block: string }
  | { readonly kind: "cell"; readonly from: string; readonly to: string };

interface Assignments {
  readonly assignments: readonly { readonly participant: string; readonly items: readonly Item[] }[];
}

/** Which cells are assigned to an expert, by index; null where nothing is assigned to anyone, and all are everyone's. */
export async function readOwnPart(study: OpenStudy): Promise<Uint8Array | null> {
  const { body } = await ask<Assignments>(studyPath(study.id, "/assignments"));
  const items = body.assignments.find(({ participant }) => participant === study.participant)?.items ?? [];
  if (items.length === 0 && study.settings.unassigned === "open") return null;
  const { variables } = study;
  const size = variables.length;
  const part = new Uint8Array(size * size);
  variables.forEach((row, from) => {
    variables.forEach((column, to) => {
      if (from !== to && items.some((item) => covers(item, row, column))) part[from * size + to] = 1;
    });
  });
  return part;
}

interface Place {
  readonly id: string;
  readonly block: string | null;
}

function covers(item: Item, row: Place, column: Place): boolean {
  switch (item.kind) {
    case "row":
      return item.variable === row.id;
    case "column":
      return item.variable === column.id;
    case "block":
      return item.block === row.block;
    case "cell":
      return item.from === row.id && item.to === column.id;
  }
}
