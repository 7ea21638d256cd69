import { countProgress, type ProgressCounts } from "../store/study-counts.js";
import type { Database } from "../store/tables.js";

/** Most studies whose progress is remembered. */
const MAX_REMEMBERED = 64;

/** Counts how far studies are, and remembers those in use: the last event of a study tells whether its counts still hold. */
export type ReadProgress = (db: Database, studyId: string, seq: number) => Promise<ProgressCounts>;

export function rememberedProgress(): ReadProgress {
  const remembered = new Map<string, { readonly seq: number; readonly counts: ProgressCounts }>();
  return async (db, studyId, seq) => {
    const known = remembered.get(studyId);
    if (known?.seq === seq) return known.counts;
    const counts = await countProgress(db, studyId);
    remembered.delete(studyId);
    remembered.set(studyId, { seq, counts });
    if (remembered.size > MAX_REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return counts;
  };
}
