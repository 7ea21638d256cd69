import type { Insertable } from "kysely";
import type { Database, Tables } from "./tables.js";

/** SQLite takes 32 766 parameters in a statement, PostgreSQL 65 535. */
const MAX_PARAMETERS = 30_000;

/** Most rows of one statement: longer ones take longer to compile than they save. */
const MAX_ROWS = 500;

/** Inserts any number of rows, some hundred in a statement. Other requests are served in between. */
export async function insertRows<Table extends keyof Tables>(
  db: Database,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const size = Math.min(MAX_ROWS, Math.floor(MAX_PARAMETERS / Object.keys(first).length));
  for (let start = 0; start < rows.length; start += size) {
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    await db
      .insertInto(table)
      .values(rows.slice(start, start + size))
      .execute();
  }
}
