import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of its own on the PostgreSQL server of this machine. */
export interface TemporaryDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

const SERVER = process.env["MOTRICE_TEST_POSTGRES"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** null where no PostgreSQL server answers. */
export async function temporaryDatabase(): Promise<TemporaryDatabase | null> {
  const name = `motrice_bench_${randomBytes(6).toString("hex")}`;
  const made = await ask(`CREATE DATABASE ${name}`).then(
    () => true,
    () => false,
  );
  if (!made) return null;
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 2000 });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
