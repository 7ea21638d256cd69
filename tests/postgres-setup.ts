import pg from "pg";
import { type PostgresCluster, postgresPrograms, startCluster } from "./postgres-cluster.js";

const USUAL = "postgres://postgres@127.0.0.1:5432/postgres";

/**
 * The PostgreSQL server of the tests: the one of `MOTRICE_TEST_POSTGRES`, else the one of this machine, else one started for the run
 * where its programs are installed. Without any, the tests that need it are reported as skipped; in CI that fails.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env["MOTRICE_TEST_POSTGRES"];
  if (given !== undefined || (await answers(USUAL))) {
    process.env["MOTRICE_TEST_POSTGRES"] = given ?? USUAL;
    return undefined;
  }
  const programs = postgresPrograms();
  if (programs === null) {
    console.log("skipped: the tests on PostgreSQL; no server answers, and none is installed (Debian: postgresql)");
    return undefined;
  }
  const cluster: PostgresCluster = await startCluster(programs);
  process.env["MOTRICE_TEST_POSTGRES"] = cluster.url;
  return () => cluster.remove();
}

function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
