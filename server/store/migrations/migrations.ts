import type { Migration } from "kysely";
import { up as workshops } from "./001-workshops.js";
import { up as jobs } from "./002-jobs.js";
import { up as linkParents } from "./003-link-parents.js";
import { up as replacedSessions } from "./004-replaced-sessions.js";

/** Every migration, in the order they run; one that has been released is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "001-workshops": { up: workshops },
  "002-jobs": { up: jobs },
  "003-link-parents": { up: linkParents },
  "004-replaced-sessions": { up: replacedSessions },
};
