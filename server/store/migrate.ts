import { type Kysely, Migrator, sql } from "kysely";
import { MIGRATIONS } from "./migrations/migrations.js";
import { StoreError } from "./store-error.js";
import type { Tables } from "./tables.js";

/**
 * Runs the migrations that have not run, in one transaction, one server at a time, and says whether the first was among them: the database was empty. Where one
 * fails nothing has changed, and the next start begins again.
 *
 * Throws StoreError for tables of a later version of Motrice.
 */
export async function migrate(db: Kysely<Tables>): Promise<boolean> {
  const { supportsTransactionalDdl } = db.getExecutor().adapter;
  // Kysely holds SQLite for a database whose tables cannot be made in a transaction, and takes one step after the other.
  if (supportsTransactionalDdl || (await isUpToDate(db))) return runMigrations(db);
  return db.connection().execute(migrateInOneGo);
}

/** A database that is needs no lock: a command beside a running server does not wait for its writes. */
async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
  const known = await migratorOf(db).getMigrations();
  return known.every(({ executedAt }) => executedAt !== undefined);
}

async function migrateInOneGo(connection: Kysely<Tables>): Promise<boolean> {
  await sql`begin immediate`.execute(connection);
  try {
    const isNew = await runMigrations(connection);
    await sql`commit`.execute(connection);
    return isNew;
  } catch (error) {
    // SQLite has done it by itself where the disk is full.
    await sql`rollback`.execute(connection).catch(() => undefined);
    throw error;
  }
}

async function runMigrations(db: Kysely<Tables>): Promise<boolean> {
  const migrator = migratorOf(db);
  const known = await migrator.getMigrations().catch(() => []);
  const { error, results = [] } = await migrator.migrateToLatest();
  const [first] = Object.keys(MIGRATIONS);
  if (error === undefined) return results.some(({ migrationName }) => migrationName === first);
  if (error instanceof Error && error.message.startsWith("corrupted migrations")) {
    throw new StoreError(
      `the database was written by a later version of Motrice (this one knows its tables up to ${known.at(-1)?.name ?? "none"}); start that version`,
      error,
    );
  }
  throw error;
}

function migratorOf(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
}
