import type { SqliteDatabase } from "kysely";

/** The most statements kept, and the longest: inserts of many rows are seldom the same twice. */
const MAX_STATEMENTS = 200;
const MAX_LETTERS = 4000;

type Statement = ReturnType<SqliteDatabase["prepare"]>;

/**
 * A database that prepares each statement once: compiling one takes longer than most take to run. The least recently used fall out first.
 *
 * Statements are run to their end, one at a time: never iterated.
 */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, Statement>();
  return {
    prepare: (sql) => {
      if (sql.length > MAX_LETTERS) return database.prepare(sql);
      const statement = kept.get(sql) ?? database.prepare(sql);
      kept.delete(sql);
      kept.set(sql, statement);
      if (kept.size > MAX_STATEMENTS) kept.delete(kept.keys().next().value!);
      return statement;
    },
    close: () => {
      kept.clear();
      database.close();
    },
  };
}
