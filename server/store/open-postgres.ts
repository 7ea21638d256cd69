import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { keepPrepared } from "./kept-prepared.js";
import { migrate } from "./migrate.js";
import { createStore, type Store } from "./store.js";
import { StoreError } from "./store-error.js";
import type { Tables } from "./tables.js";

/** Connections of one server. */
const CONNECTIONS = 10;

/** How long a request waits for a connection, in ms. */
const CONNECT_MS = 5000;

/** Two changes that cannot both be had: the loser may run again. */
const LOST_RACES = ["40001", "40P01"];

/** The studies in a PostgreSQL database. Throws StoreError where it does not answer. */
export async function openPostgres(databaseUrl: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    types: { getTypeParser },
  });
  // A connection that breaks while idle is replaced when it is next needed.
  pool.on("error", () => {});
  // One that breaks between two statements of a change fails the next of them: nobody else need hear of it.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: keepPrepared(pool) }) });
  const isNew = await migrate(db).catch(async (error: unknown) => {
    await db.destroy();
    if (error instanceof StoreError) throw error;
    throw new StoreError(`the PostgreSQL database cannot be used: ${reasonOf(error)}`, error);
  });
  return createStore({
    kind: "postgres",
    lasting: true,
    isNew,
    db,
    mayRetry: (error) => LOST_RACES.includes((error as { code?: string }).code ?? ""),
    release: async () => {},
  });
}

/** PostgreSQL gives counts as text, for they may be beyond 2⁵³; ours never are. */
const INT8 = pg.types.builtins.INT8;

function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  return oid === INT8 ? Number : (pg.types.getTypeParser(oid, format as "text") as (value: string) => unknown);
}

/** Without the address: it may hold a password. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT")
    return "no server answers at its address";
  if (code === "28P01" || code === "28000") return "it refuses the name or the password";
  if (code === "3D000") return "there is no database of this name";
  return message ?? String(error);
}
