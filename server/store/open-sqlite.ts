import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Kysely } from "kysely";
import Libsql from "libsql";
import { EmbeddedDialect } from "./embedded-dialect.js";
import { migrate } from "./migrate.js";
import { createStore, type Store } from "./store.js";
import { StoreError } from "./store-error.js";
import type { Tables } from "./tables.js";

export interface SqlitePlace {
  readonly dataFolder: string;
  readonly shared?: boolean;
}

/** The database within its folder. */
export const DATABASE_FILE = "motrice.db";

/** What SQLite calls a database without a file. */
const MEMORY = ":memory:";

/** Held by the one server of a folder, by a lock that the system lifts even after kill -9. */
const LOCK_FILE = "motrice.lock";

/** How long a write waits for another process to end its own, in ms. */
const BUSY_MS = 5000;

/** An acknowledged write is on the disk: WAL with synchronous=FULL. */
const PRAGMAS = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", `busy_timeout = ${BUSY_MS}`];

/** A database that ends with the process: for programs that only compute, and for tests. */
export function openMemory(): Promise<Store> {
  return openAt(MEMORY, () => {});
}

/** The embedded database of a folder. Throws StoreError. */
export async function openSqlite({ dataFolder, shared = false }: SqlitePlace): Promise<Store> {
  const folder = resolve(dataFolder);
  const unlock = inFolder(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return shared ? () => {} : lockFolder(folder);
  });
  try {
    return await openAt(join(folder, DATABASE_FILE), unlock);
  } catch (error) {
    unlock();
    throw error instanceof StoreError ? error : inFolder(folder, () => raise(error));
  }
}

async function openAt(path: string, unlock: () => void): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect(openFile(path)) });
  const isNew = await migrate(db).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  return createStore({
    kind: "sqlite",
    lasting: path !== MEMORY,
    isNew,
    db,
    mayRetry: (error) => codeOf(error).startsWith("SQLITE_BUSY"),
    release: async () => unlock(),
  });
}

function raise(error: unknown): never {
  throw error;
}

function openFile(path: string): Libsql.Database {
  const file = new Libsql(path);
  for (const pragma of PRAGMAS) file.pragma(pragma);
  return file;
}

/** Holds a folder for one process; what it returns lets it go. Throws StoreError where another holds it. */
export function lockFolder(folder: string): () => void {
  const lock = new Libsql(join(folder, LOCK_FILE));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!codeOf(error).startsWith("SQLITE_BUSY")) throw error;
    throw new StoreError(
      `another server holds the studies in ${folder}; stop it, give this one another folder, or keep the studies in PostgreSQL`,
      error,
    );
  }
  return () => {
    if (lock.open) lock.close();
  };
}

function inFolder<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`the folder ${folder} cannot hold the studies: ${reasonOf(error)}`, error);
  }
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === "EACCES" || code === "EROFS" || code === "EPERM") return "it cannot be written";
  if (code === "ENOTDIR" || code === "EEXIST") return "it is not a folder";
  if (code === "ENOSPC" || code === "SQLITE_FULL") return "the disk is full";
  if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT") return `${DATABASE_FILE} is not a sound database`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
}
