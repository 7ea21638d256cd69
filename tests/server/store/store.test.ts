import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../../server/store/open-store.js";
import type { StudyEvent } from "../../../server/store/store.js";
import { describeEachStore, openTestStore } from "./stores.js";

const at = "2026-01-01T00:00:00.000Z";
const row = (id: string) => ({
  id,
  document: "{}",
  settings: "{}",
  revision: 1,
  seq: 0,
  created_at: at,
  updated_at: at,
  deleted_at: null,
});

describeEachStore("store", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
    await store.change(
      "one",
      "admin",
      async (tx) => {
        await tx.insertInto("studies").values(row("one")).execute();
        return { events: [{ kind: "study-created" }], result: null };
      },
      { creates: true },
    );
  });
  afterEach(() => store.close());

  const events = () => store.db.selectFrom("events").selectAll().orderBy("seq").execute();

  it("a change that fails writes nothing: neither tables nor log", async () => {
    const failing = store.change("one", "admin", async (tx) => {
      await tx.updateTable("studies").set({ document: "lost" }).execute();
      throw new Error("half way");
    });
    await expect(failing).rejects.toThrow("half way");
    const { document, seq } = await store.db.selectFrom("studies").selectAll().executeTakeFirstOrThrow();
    expect({ document, seq }).toEqual({ document: "{}", seq: 1 });
    expect(await events()).toHaveLength(1);
  });

  it("changes of one study at the same time each have their place in the log, and listeners hear them in order", async () => {
    const heard: StudyEvent[] = [];
    store.listen("one", (some) => heard.push(...some));
    await Promise.all(
      Array.from({ length: 40 }, (_, k) =>
        store.change("one", `p${k}`, async () => ({ events: [{ kind: "study-changed", after: k }], result: k })),
      ),
    );
    const log = await events();
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, k) => k + 1));
    expect(heard.map(({ seq }) => seq)).toEqual(log.slice(1).map(({ seq }) => seq));
    expect(new Set(heard.map(({ after }) => after)).size).toBe(40);
  });

  it("shared changes see those before them, know their place, and where one of them fails the others are written", async () => {
    const change = (k: number) =>
      store.change(
        "one",
        `p${k}`,
        async (tx, _, seq) => {
          const { settings } = await tx.selectFrom("studies").select("settings").executeTakeFirstOrThrow();
          const seen: number[] = JSON.parse(settings).seen ?? [];
          await tx
            .updateTable("studies")
            .set({ settings: JSON.stringify({ seen: [...seen, k] }) })
            .execute();
          if (k % 7 === 3) throw new Error(`no ${k}`);
          return { events: [{ kind: "study-changed", after: k }], result: seq + 1 };
        },
        { shared: true },
      );
    const ends = await Promise.allSettled(Array.from({ length: 40 }, (_, k) => change(k)));
    const written = ends.flatMap((end, k) => (end.status === "fulfilled" ? [k] : []));
    expect(written).toEqual(Array.from({ length: 40 }, (_, k) => k).filter((k) => k % 7 !== 3));
    const { settings } = await store.db.selectFrom("studies").select("settings").executeTakeFirstOrThrow();
    expect(JSON.parse(settings)).toEqual({ seen: written });
    const log = (await events()).slice(1);
    expect(log.map(({ actor }) => actor)).toEqual(written.map((k) => `p${k}`));
    expect(ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []))).toEqual(log.map(({ seq }) => seq));
  });

  it("the time of a change is that of its turn: the log never goes back in time", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const before = store.write(async (tx) => {
      await tx.updateTable("studies").set({ document: "{}" }).execute();
      await held;
    });
    const waiting = store.change("one", "p", async () => ({ events: [{ kind: "study-changed" }], result: null }));
    await pause(100);
    const letGoAt = new Date().toISOString();
    letGo();
    await Promise.all([before, waiting]);
    expect((await events()).at(-1)!.at >= letGoAt).toBe(true);
  });

  it("what is committed is there after the store was opened again", async () => {
    const again = await openStore(
      typeof store.place === "object" && "dataFolder" in store.place ? { ...store.place, shared: true } : store.place,
    );
    expect(await again.db.selectFrom("studies").select("id").execute()).toEqual([{ id: "one" }]);
    await again.close();
  });

  it("an unknown or deleted study cannot be changed", async () => {
    const nothing = async () => ({ events: [], result: null });
    await expect(store.change("two", "admin", nothing)).rejects.toMatchObject({ code: "study-unknown" });
    await store.write((tx) => tx.updateTable("studies").set({ deleted_at: at }).execute());
    await expect(store.change("one", "admin", nothing)).rejects.toMatchObject({ code: "study-deleted" });
    await expect(store.change("one", "admin", nothing, { deleted: true })).resolves.toBeNull();
  });

  it("references hold: a cell of nobody is refused", async () => {
    const cell = { study_id: "one", participant_id: "x", from_id: "a", to_id: "b", value: "1", updated_at: at };
    await expect(
      store.write((tx) =>
        tx
          .insertInto("cells")
          .values({ ...cell, confidence: null, note: null })
          .execute(),
      ),
    ).rejects.toThrow();
  });
});
