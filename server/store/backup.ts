import { constants } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import Libsql from "libsql";
import { MIGRATIONS } from "./migrations/migrations.js";
import { DATABASE_FILE, lockFolder } from "./open-sqlite.js";
import { StoreError } from "./store-error.js";

/**
 * Saves the embedded database of a folder in one file, whole and as of one moment, while a server may be writing to it.
 *
 * The file is a SQLite database without journal beside it, which its owner alone may read; it appears once it is complete and flushed. Throws StoreError where
 * there is nothing to save, the file exists already, or cannot be written.
 *
 * @example
 * await backupFolder("data", "motrice-2026-01-31.db");
 */
export async function backupFolder(dataFolder: string, file: string): Promise<void> {
  const database = join(resolve(dataFolder), DATABASE_FILE);
  const target = resolve(file);
  if (!(await exists(database))) throw new StoreError(`${database} does not exist: there is nothing to save`);
  if (await exists(target)) throw new StoreError(`${target} exists already; give the backup a name of its own`);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await copyDatabase(database, draft);
    await rename(draft, target);
    await flush(dirname(target));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${target}: not written, ${(error as Error).message}`, error);
  }
}

/** Where the database that a restore replaces is kept, or null where there was none. */
export interface Restored {
  readonly replaced: string | null;
}

/**
 * Puts a backup in the place of a folder's database, or the database of another folder with its journal. What was there is kept beside it under another name.
 *
 * Throws StoreError where a server holds the folder, or the file is not a sound database of this version or an earlier one:
 * then nothing has changed.
 *
 * @example
 * await restoreFolder("motrice-2026-01-31.db", "data"); // { replaced: "…/data/motrice.db.replaced-2026-02-01T08-30-00Z" }
 */
export async function restoreFolder(
  file: string,
  dataFolder: string,
  now: () => Date = () => new Date(),
): Promise<Restored> {
  const source = resolve(file);
  const folder = resolve(dataFolder);
  if (!(await exists(source))) throw new StoreError(`${source} does not exist`);
  checkDatabase(source);
  const database = join(folder, DATABASE_FILE);
  const draft = join(folder, `.${DATABASE_FILE}.${process.pid}.tmp`);
  let unlock = () => {};
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    unlock = lockFolder(folder);
    await copyDatabase(source, draft);
    const replaced = await setAside(database, now());
    await rename(draft, database);
    await flush(folder);
    return { replaced };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${folder}: not restored, ${(error as Error).message}`, error);
  } finally {
    unlock();
  }
}

/** Copies a database to a file of its own, which its owner alone may read, with what stands in the journal beside it, and checks and flushes the copy. */
async function copyDatabase(database: string, copy: string): Promise<void> {
  // SQLite writes into an empty file as into none, and leaves it to whom it belongs: answers are nobody else's to read.
  await (await open(copy, "wx", 0o600)).close();
  const source = new Libsql(database, { readonly: true });
  try {
    source.pragma("busy_timeout = 5000");
    source.prepare("VACUUM INTO ?").run(copy);
  } finally {
    source.close();
  }
  checkDatabase(copy);
  await flush(copy);
}

/** What SQLite keeps beside a database: its journal, and the index to it. */
const BESIDE = ["-wal", "-shm"];

/** Moves the database aside with all that its journal holds. A journal that was left alone goes too, or it would be replayed into what is put in its place. */
async function setAside(database: string, at: Date): Promise<string | null> {
  const replaced = `${database}.replaced-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  const wasThere = await exists(database);
  if (wasThere) {
    takeInJournal(database);
    await rename(database, replaced);
  }
  for (const ending of BESIDE) {
    if (await exists(database + ending)) await rename(database + ending, replaced + ending);
  }
  return wasThere ? replaced : null;
}

/** So that the database is one file; one that cannot be opened keeps its journal beside it. */
function takeInJournal(database: string): void {
  try {
    const former = new Libsql(database);
    former.pragma("wal_checkpoint(TRUNCATE)");
    former.close();
  } catch {}
}

/** Throws StoreError unless the file is a sound database whose tables this version knows. */
function checkDatabase(path: string): void {
  const verdict = readVerdict(path);
  if (verdict !== null) throw new StoreError(`${path} is not a backup of Motrice: ${verdict}`);
}

function readVerdict(path: string): string | null {
  let file: Libsql.Database | undefined;
  try {
    file = new Libsql(path, { readonly: true });
    const { integrity_check: integrity } = file.prepare("PRAGMA integrity_check").get() as { integrity_check: string };
    if (integrity !== "ok") return `the database is damaged (${integrity})`;
    const rows = file.prepare("SELECT name FROM kysely_migration ORDER BY name").all() as { name: string }[];
    const unknown = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
    if (unknown !== undefined) return `it was written by a later version (${unknown.name})`;
    return rows.length === 0 ? "it has no tables of studies" : null;
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === "SQLITE_NOTADB") return "it is not a SQLite database";
    return /no such table/.test(message) ? "it has no tables of studies" : message;
  } finally {
    file?.close();
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
