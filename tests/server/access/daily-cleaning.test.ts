import { expect, it } from "vitest";
import { cleanStore } from "../../../server/workshop/daily-cleaning.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop } from "../workshop-app.js";

const DAY_MS = 86_400_000;

describeEachStore("cleaning", (newPlace) => {
  it("purges studies deleted more than 30 days ago with all that is theirs, sessions that are over, and nothing else", async () => {
    const store = await openTestStore(newPlace);
    const workshop = await buildWorkshop({ store });
    const now = Date.now();
    const made = [];
    for (const days of [29, 31, null]) {
      const { study, facilitator } = await workshop.create();
      const joined = await workshop.ask("POST", "/session", { body: { token: facilitator.token } });
      expect(joined.statusCode).toBe(200);
      const at = days === null ? null : new Date(now - days * DAY_MS).toISOString();
      await store.write((tx) => tx.updateTable("studies").set({ deleted_at: at }).where("id", "=", study).execute());
      made.push(study);
    }
    const [kept, over, living] = made;
    const past = new Date(now - 1).toISOString();
    const { session_hash } = await store.db
      .selectFrom("session_members")
      .select("session_hash")
      .where("study_id", "=", living!)
      .executeTakeFirstOrThrow();
    await store.write((tx) =>
      tx.updateTable("sessions").set({ expires_at: past }).where("hash", "=", session_hash).execute(),
    );

    expect(await cleanStore(store, new Date(now))).toEqual([over]);
    for (const table of ["variables", "participants", "access_tokens", "events"] as const) {
      const rows = await store.db.selectFrom(table).select("study_id").distinct().execute();
      expect(rows.map(({ study_id }) => study_id).sort(), table).toEqual([kept, living].sort());
    }
    const members = await store.db.selectFrom("session_members").select("study_id").execute();
    expect(members).toEqual([{ study_id: kept }]);
    expect(await cleanStore(store, new Date(now))).toEqual([]);
    await workshop.close();
    await store.close();
  });
});
