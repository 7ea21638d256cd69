import { afterEach, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../../server/main.js";
import { openStore } from "../../../server/store/open-store.js";
import { deleteStudy, purgeDeletedStudy } from "../../../server/workshop/change-study.js";
import { addFirstExample } from "../../../server/workshop/first-example.js";
import { describeEachStore, type TestPlace } from "../store/stores.js";
import { SHIPPED_ID } from "../test-app.js";

describeEachStore("the example of a first start", (newPlace, kind) => {
  const places: TestPlace[] = [];
  const servers: RunningServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await Promise.all(places.splice(0).map(({ remove }) => remove()));
  });

  async function newTestPlace() {
    const made = await newPlace();
    places.push(made);
    return made.place as { readonly dataFolder: string } | { readonly databaseUrl: string };
  }

  async function listed(place: object, settings: object = {}, token = "") {
    const quiet = { port: 0, logLevel: "silent", workers: 1, stopOnSignal: false, announce: () => {} } as const;
    const server = await startServer({ ...quiet, ...place, withExample: true, ...settings });
    servers.push(server);
    const headers: Record<string, string> = token === "" ? {} : { authorization: `Bearer ${token}` };
    const ask = async (path: string) => (await fetch(`${server.url}/api/v1/studies${path}`, { headers })).json();
    const { studies } = await ask("");
    const views = await Promise.all(studies.map(({ id }: { id: string }) => ask(`/${id}`)));
    await server.stop();
    return views;
  }

  it("is there, scored and labelled, once: not again after the next start, nor after it was purged", async () => {
    const place = await newTestPlace();
    const first = await listed(place);
    expect(first).toMatchObject([
      { documentId: SHIPPED_ID, size: 29, role: null, progress: { cells: 812, decisions: 812, experts: 0 } },
    ]);
    expect(JSON.stringify(first[0].disclaimer)).toMatch(/illustrative/i);
    expect((await listed(place)).map(({ id }) => id)).toEqual([first[0].id]);

    const store = await openStore(place);
    await deleteStudy(store, first[0].id, "admin", { header: "*", matches: () => true, matchesTag: () => true });
    await purgeDeletedStudy(store, first[0].id, "admin");
    await store.close();
    expect(await listed(place)).toEqual([]);
  });

  it("is not there where an administrator's token is set", async () => {
    const adminToken = "only-for-the-administrator";
    expect(await listed(await newTestPlace(), { adminToken }, adminToken)).toEqual([]);
  });

  // A folder is one server's.
  if (kind === "sqlite") return;

  it("comes once where two servers open one empty database at the same time", async () => {
    const place = await newTestPlace();
    const stores = await Promise.all([openStore(place), openStore(place)]);
    expect(stores.filter(({ isNew }) => isNew)).toHaveLength(1);
    await Promise.all(stores.map(addFirstExample));
    const { studies } = await stores[0]!.read(async (tx) => ({
      studies: await tx.selectFrom("studies").select("id").execute(),
    }));
    expect(studies).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });
});
