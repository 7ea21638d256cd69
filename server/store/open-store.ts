import { openPostgres } from "./open-postgres.js";
import { openMemory, openSqlite } from "./open-sqlite.js";
import type { Store } from "./store.js";

/** Where studies are kept: the embedded database of a folder, a PostgreSQL server, or the memory of the process. */
export type StorePlace =
  | {
      /** Folder of the embedded database, made where it is missing. */
      readonly dataFolder: string;
      /** Whether a running server may hold the file too: for the commands of an administrator. @default false */
      readonly shared?: boolean;
    }
  | {
      /** Such as `postgres://motrice@db.example/motrice`. */
      readonly databaseUrl: string;
    }
  | "memory";

/**
 * Opens the database and brings its tables up to date.
 *
 * Throws StoreError for a folder that cannot be written, a file that another server holds, a database of a later version, a
 * PostgreSQL server that does not answer.
 *
 * @example
 * const store = await openStore({ dataFolder: "data" });
 * await store.close();
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if (place === "memory") return openMemory();
  return "databaseUrl" in place ? openPostgres(place.databaseUrl) : openSqlite(place);
}
