import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeEachStore, openTestStore } from "./stores.js";

describeEachStore("kept statements", (newPlace, kind) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
  });
  afterEach(() => store.close());

  it("each run of a statement has its own values; PostgreSQL prepares it once a connection", async () => {
    await store.read(async (tx) => {
      for (const id of ["a", "b", "c"]) {
        const { rows } = await sql`select cast(${id} as text) as id`.execute(tx);
        expect(rows).toEqual([{ id }]);
      }
      if (kind === "sqlite") return;
      const text = "select cast($1 as text) as id";
      const { rows } = await sql`select name from pg_prepared_statements where statement = ${text}`.execute(tx);
      expect(rows).toHaveLength(1);
    });
  });

  it("a statement that fails is as good as before", async () => {
    const insert = (seq: number) =>
      store.write((tx) =>
        tx
          .insertInto("events")
          .values({ study_id: "none", seq, at: "", actor: "p", kind: "study-changed", before: null, after: null })
          .execute(),
      );
    for (const seq of [1, 2, 3]) await expect(insert(seq)).rejects.toThrow(/foreign key/i);
    expect(await store.db.selectFrom("events").selectAll().execute()).toEqual([]);
  });

  it("more statements than are kept run all the same", async () => {
    for (let width = 1; width <= 230; width++) {
      const ids = Array.from({ length: width }, (_, k) => `s${k}`);
      expect(await store.db.selectFrom("studies").select("id").where("id", "in", ids).execute()).toEqual([]);
    }
  });
});
