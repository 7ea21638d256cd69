import Libsql from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepStatements } from "../../../server/store/kept-statements.js";

let file: Libsql.Database;
let prepared: string[];
let kept: ReturnType<typeof keepStatements>;

beforeEach(() => {
  file = new Libsql(":memory:");
  file.exec("CREATE TABLE cells (id INTEGER PRIMARY KEY, value TEXT NOT NULL)");
  prepared = [];
  kept = keepStatements({
    prepare: (sql) => {
      prepared.push(sql);
      return file.prepare(sql) as unknown as ReturnType<typeof kept.prepare>;
    },
    close: () => file.close(),
  });
});
afterEach(() => file.close());

function run(sql: string, values: readonly unknown[] = []): unknown {
  const statement = kept.prepare(sql);
  return statement.reader ? statement.all(values) : statement.run(values);
}

test("a statement is prepared once, and each run has its own values and rows", () => {
  for (const id of [1, 2, 3]) run("INSERT INTO cells VALUES (?, ?)", [id, `v${id}`]);
  expect(run("SELECT value FROM cells WHERE id = ?", [2])).toEqual([{ value: "v2" }]);
  expect(run("SELECT value FROM cells WHERE id = ?", [3])).toEqual([{ value: "v3" }]);
  expect(run("SELECT value FROM cells WHERE id = ?", [9])).toEqual([]);
  expect(prepared).toHaveLength(2);
});

test("a run that fails, within a transaction too, leaves the statement as good as before", () => {
  const insert = "INSERT INTO cells VALUES (?, ?) RETURNING id";
  for (let round = 0; round < 3; round++) {
    run("BEGIN");
    expect(run(insert, [10 + round, "kept"])).toEqual([{ id: 10 + round }]);
    run("COMMIT");
    run("BEGIN");
    expect(() => run(insert, [10 + round, "twice"])).toThrow(/UNIQUE/);
    expect(() => run(insert, [99, null])).toThrow(/NOT NULL/);
    run("ROLLBACK");
  }
  expect(run("SELECT count(*) AS count FROM cells")).toEqual([{ count: 3 }]);
});

test("a statement is still right after the tables have changed", () => {
  run("INSERT INTO cells VALUES (?, ?)", [1, "a"]);
  expect(run("SELECT * FROM cells")).toEqual([{ id: 1, value: "a" }]);
  file.exec("ALTER TABLE cells ADD COLUMN note TEXT");
  expect(run("SELECT * FROM cells")).toEqual([{ id: 1, value: "a", note: null }]);
});

test("the statement least recently used falls out, and a long one is not kept", () => {
  run("SELECT 0");
  for (let number = 1; number <= 199; number++) run(`SELECT ${number}`);
  run("SELECT 0");
  run("SELECT 200");
  prepared.length = 0;
  run("SELECT 0");
  expect(prepared).toEqual([]);
  run("SELECT 1");
  expect(prepared).toEqual(["SELECT 1"]);
  const long = `SELECT '${"x".repeat(4000)}' AS text`;
  run(long);
  run(long);
  expect(prepared).toEqual(["SELECT 1", long, long]);
});
