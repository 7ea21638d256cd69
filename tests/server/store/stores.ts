import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe } from "vitest";
import { openStore, type StorePlace } from "../../../server/store/open-store.js";
import type { Store } from "../../../server/store/store.js";

/** The PostgreSQL server of the run, see tests/postgres-setup.ts: a database of its own is made on it for each test. */
export const POSTGRES_URL = process.env["MOTRICE_TEST_POSTGRES"] ?? "";

/** A place for one test's studies; `remove` when the test is over. */
export interface TestPlace {
  readonly place: StorePlace;
  readonly remove: () => Promise<void>;
}

const hasPostgres = POSTGRES_URL !== "";
if (!hasPostgres && process.env["CI"]) throw new Error("CI needs a PostgreSQL server");

async function sqlitePlace(): Promise<TestPlace> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-store-"));
  return { place: { dataFolder: folder }, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function postgresPlace(): Promise<TestPlace> {
  const name = `motrice_test_${randomBytes(6).toString("hex")}`;
  await ask(`CREATE DATABASE ${name}`);
  const url = new URL(POSTGRES_URL);
  url.pathname = `/${name}`;
  return { place: { databaseUrl: url.href }, remove: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Describes laws of both databases, for real. Where no PostgreSQL answers its half is reported as skipped; in CI that fails. */
export function describeEachStore(
  title: string,
  laws: (newPlace: () => Promise<TestPlace>, kind: Store["kind"]) => void,
): void {
  describe(`${title} (SQLite)`, () => laws(sqlitePlace, "sqlite"));
  describe.skipIf(!hasPostgres)(`${title} (PostgreSQL)`, () => laws(postgresPlace, "postgres"));
}

/** An open store in a place of its own; `close` removes it. */
export async function openTestStore(
  newPlace: () => Promise<TestPlace>,
): Promise<Store & { readonly place: StorePlace }> {
  const { place, remove } = await newPlace();
  const store = await openStore(place);
  return {
    ...store,
    place,
    close: async () => {
      await store.close();
      await remove();
    },
  };
}
