import { ask, studyPath } from "./request.js";
import type { ExpertCell } from "./types.js";

/** Most cells that the server gives at once. */
const PAGE_SIZE = 5000;

/** All cells that an expert has answered. */
export async function readCells(study: string, participant: string): Promise<ExpertCell[]> {
  const cells: ExpertCell[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor !== null && { cursor }) });
    const path = studyPath(study, `/contributions/${encodeURIComponent(participant)}/cells?${query}`);
    const { body }: { body: { cells: ExpertCell[]; next: string | null } } = await ask(path);
    cells.push(...body.cells);
    cursor = body.next;
  } while (cursor !== null);
  return cells;
}
