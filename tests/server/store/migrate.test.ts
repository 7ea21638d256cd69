import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MIGRATIONS } from "../../../server/store/migrations/migrations.js";
import { openStore } from "../../../server/store/open-store.js";
import { describeEachStore, type TestPlace } from "./stores.js";

describeEachStore("migrations", (newPlace, kind) => {
  let test: TestPlace;
  beforeEach(async () => {
    test = await newPlace();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await test.remove();
  });

  it("of migrations that fail half way nothing is left, and the next start runs them all", async () => {
    const second = Object.values(MIGRATIONS)[1]!;
    const { up } = second;
    vi.spyOn(second, "up").mockImplementationOnce(async (db) => {
      await up(db);
      throw new Error("the power went");
    });
    await expect(openStore(test.place)).rejects.toThrow("the power went");

    const store = await openStore(test.place);
    expect(store.isNew).toBe(true);
    expect(await store.db.selectFrom("jobs").select("id").execute()).toEqual([]);
    await store.close();
    const again = await openStore(test.place);
    expect(again.isNew).toBe(false);
    await again.close();
  });

  // A folder has one server.
  if (kind === "sqlite") return;

  it("servers that start together on an empty database make its tables once", async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(test.place)));
    expect(stores.filter(({ isNew }) => isNew)).toHaveLength(1);
    for (const store of stores) await store.close();
  });
});
