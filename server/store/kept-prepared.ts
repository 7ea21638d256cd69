import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";

/** The most statements with a name, and the longest: inserts of many rows are seldom the same twice. */
const MAX_STATEMENTS = 200;
const MAX_LETTERS = 2000;

/**
 * The connections of a pool that prepare a statement once: the database then neither reads nor plans it again. Those that come after the most have no name, and run as
 * ever.
 */
export function keepPrepared(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();

  /** None for what has no values, such as BEGIN: there is nothing to plan. */
  function nameOf(sql: string, values: number): string | undefined {
    if (values === 0) return undefined;
    const known = names.get(sql);
    if (known !== undefined || sql.length > MAX_LETTERS || names.size >= MAX_STATEMENTS) return known;
    const name = `motrice_${names.size}`;
    names.set(sql, name);
    return name;
  }

  return {
    connect: async () => {
      const client = await pool.connect();
      const query = (text: string, values: readonly unknown[]) =>
        client.query({ name: nameOf(text, values.length), text, values: [...values] });
      // Cursors, its other form, are for streams of rows: none is ever asked for.
      return { query: query as unknown as PostgresPoolClient["query"], release: () => client.release() };
    },
    end: () => pool.end(),
  };
}
