import { afterAll, beforeAll, expect, it } from "vitest";
import { assembleStudy } from "../../../server/workshop/assemble-study.js";
import { parseStudy } from "../../../src/index.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { SMALL_STUDY } from "../test-app.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";

const BLOCKS = [
  { id: "b1", label: "Block 1" },
  { id: "b2", number: 2, label: { fr: "Bloc 2", en: "Block 2" } },
];

describeEachStore("variables and blocks", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  /** A study of price, demand and supply in two blocks, and a way to ask of it as its facilitator; If-Match is * where none is given. */
  async function open() {
    const [price, demand, supply] = SMALL_STUDY.variables;
    const variables = [{ ...price, block: "b1" }, { ...demand, block: "b2" }, { ...supply }];
    const made = await workshop.create({ ...SMALL_STUDY, blocks: BLOCKS, variables });
    const { token } = made.facilitator;
    const ask = (method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown, tag = "*") =>
      workshop.ask(method, `/studies/${made.study}${path}`, {
        token,
        ...(body !== undefined && { body }),
        headers: { "if-match": tag },
      });
    const ids = async (list: "variables" | "blocks") =>
      (await ask("GET", `/${list}`)).json()[list].map(({ id }: { id: string }) => id);
    return { id: made.study, token, ask, ids };
  }

  const assembled = (id: string) => store.read((tx) => assembleStudy(tx, id));
  const issues = (answer: { json: () => { issues: { path: string; expected: string }[] } }) =>
    answer.json().issues.map(({ path }) => path);

  it("a variable that is added has an id and a code of its own, and stands where it was asked", async () => {
    const { id, ask, ids } = await open();
    const added = await ask("POST", "/variables", { label: { fr: "Coûts de l’énergie", en: "Energy costs" } });
    expect(added.statusCode, added.body).toBe(201);
    expect(added.headers["etag"]).toBe('"2"');
    expect(added.json()).toEqual({
      id: "energy-costs",
      code: "V04",
      label: { fr: "Coûts de l’énergie", en: "Energy costs" },
      short: { fr: "Coûts de l’énergie", en: "Energy costs" },
      block: null,
    });
    await ask("POST", "/variables", { label: "日本 😀", position: 1, block: "b1", definition: "**What** it is" });
    await ask("POST", "/variables", { label: "Énergie, coûts", id: "Énergie / 2", position: 99 });
    expect(await ids("variables")).toEqual(["price", "variable", "demand", "supply", "energy-costs", "Énergie / 2"]);
    const study = await assembled(id);
    expect(study.variables[1]).toMatchObject({ code: "V05", block: "b1", definition: "**What** it is" });
    expect(study.direct).toHaveLength(6);
    expect((await ask("GET", "/fiches/variable")).json()).toMatchObject({
      revision: 1,
      fiche: { definition: "**What** it is" },
    });
    parseStudy(study);
  });

  it("names that are taken, blank or too many are refused with the place in the body, and nothing changes", async () => {
    const { ask, ids } = await open();
    const refused = async (body: unknown) => {
      const answer = await ask("POST", "/variables", body);
      expect(answer.statusCode, answer.body).toBe(422);
      return issues(answer);
    };
    expect(await refused({ label: "Price" })).toEqual(["/label"]);
    expect(await refused({ label: " " })).toEqual(["/label"]);
    expect(await refused({ id: "price", label: "Another" })).toEqual(["/id"]);
    expect(await refused({ code: "supply", label: "Another" })).toEqual(["/code"]);
    expect(await refused({ label: "Another", block: "b9" })).toEqual(["/block"]);
    expect(await refused({ label: "Another", id: ".." })).toEqual(["/id"]);
    expect(await refused({ label: "Another", id: "__proto__" })).toEqual(["/id"]);
    expect(await refused({ label: "Another", id: "統".repeat(334) })).toEqual(["/id"]);
    expect(issues(await ask("POST", "/blocks", { label: "Another", id: "統".repeat(334) }))).toEqual(["/id"]);
    expect((await refused({ id: "x".repeat(501), position: -1, colour: "red" })).sort()).toEqual([
      "/colour",
      "/id",
      "/label",
      "/position",
    ]);
    expect(await refused({ label: "a\0" })).toEqual(["/label"]);
    expect(await refused({ label: { fr: "\udc00" } })).toEqual(["/label/fr"]);
    const twice = await ask("POST", "/variables", { id: "price", code: "demand", label: "Supply", block: "none" });
    expect(issues(twice).sort()).toEqual(
      ["/block", "/code", "/id", "/label"].filter((path) => issues(twice).includes(path)),
    );
    expect(issues(twice).length).toBeGreaterThanOrEqual(2);
    expect(await ids("variables")).toEqual(["price", "demand", "supply"]);
    expect((await ask("GET", "/variables")).headers["etag"]).toBe('"1"');
  });

  it("a change keeps what it does not name, and an issue names the other by its id", async () => {
    const { id, ask } = await open();
    const changed = await ask("PATCH", "/variables/price", { code: "P1", block: null });
    expect(changed.json()).toEqual({ id: "price", code: "P1", label: "Price", short: "Price", block: null });
    const taken = await ask("PATCH", "/variables/price", { label: "Supply" });
    expect(taken.json().issues).toEqual([
      { path: "/label", expected: "a name of its own (/variables/supply/label has it)", received: '"Supply"' },
    ]);
    expect(issues(await ask("PATCH", "/variables/price", { id: "cost", definition: "x" })).sort()).toEqual([
      "/definition",
      "/id",
    ]);
    expect((await ask("PATCH", "/variables/none", { code: "x" })).json().code).toBe("variable-not-found");
    expect((await assembled(id)).variables.map(({ id: each }) => each)).toEqual(["price", "demand", "supply"]);
  });

  it("every change names the revision it replaces, and each counts one", async () => {
    const { token, id, ask } = await open();
    for (const [method, path, body] of [
      ["POST", "/variables", { label: "New" }],
      ["PATCH", "/variables/price", { code: "x" }],
      ["DELETE", "/variables/price", undefined],
      ["PUT", "/variables/order", { order: [] }],
      ["POST", "/blocks", { label: "New" }],
      ["PATCH", "/blocks/b1", { label: "x" }],
      ["DELETE", "/blocks/b1", undefined],
      ["PUT", "/blocks/order", { order: [] }],
    ] as const) {
      expect((await ask(method, path, body, '"9"')).json(), `${method} ${path}`).toMatchObject({
        code: "precondition-failed",
        revision: 1,
      });
      const bare = await workshop.ask(method, `/studies/${id}${path}`, { token, ...(body && { body }) });
      expect(bare.statusCode, `${method} ${path}`).toBe(428);
    }
    const tags = [];
    tags.push((await ask("POST", "/variables", { label: "New" }, '"1"')).headers["etag"]);
    tags.push((await ask("PATCH", "/variables/new", { code: "x" }, '"2"')).headers["etag"]);
    tags.push((await ask("PATCH", "/variables/new", { code: "x" }, '"3"')).headers["etag"]);
    tags.push(
      (await ask("PUT", "/variables/order", { order: ["new", "supply", "price", "demand"] }, '"3"')).headers["etag"],
    );
    tags.push((await ask("DELETE", "/variables/new", undefined, '"4"')).headers["etag"]);
    expect(tags).toEqual(['"2"', '"3"', '"3"', '"4"', '"5"']);
  });

  it("an order names each variable once; scores stay with their variables", async () => {
    const { id, ask, ids } = await open();
    expect(issues(await ask("PUT", "/variables/order", { order: ["price", "price", "none"] }))).toEqual([
      "/order/1",
      "/order/2",
      "/order",
    ]);
    const body = { value: 3, reason: "Why" };
    const decided = await ask("PUT", "/consensus/price/supply", body);
    expect(decided.statusCode, decided.body).toBeLessThan(300);
    expect((await ask("PUT", "/variables/order", { order: ["supply", "demand", "price"] })).statusCode).toBe(200);
    expect(await ids("variables")).toEqual(["supply", "demand", "price"]);
    const { direct } = (await ask("GET", "/consensus")).json();
    expect(direct).toEqual([
      [null, null, null],
      [null, null, null],
      [3, null, null],
    ]);
    expect((await assembled(id)).variables[0]!.id).toBe("supply");
  });

  it("a variable with answers goes only when that is asked for, and is told what would go", async () => {
    const { id, ask, ids } = await open();
    const expert = await workshop.invite(id, "expert");
    const change = (from: string, to: string) => ({ from, to, value: 2, was: null });
    const cells = await workshop.ask("PATCH", `/studies/${id}/contributions/${expert.participant}/cells`, {
      token: expert.token,
      body: { changes: [change("price", "demand"), change("demand", "price"), change("supply", "demand")] },
      headers: { "idempotency-key": "k" },
    });
    expect(cells.statusCode, cells.body).toBe(200);
    await ask("PUT", "/consensus/price/supply", { value: 3, reason: "Why" });
    await ask("PUT", "/fiches/price", { past: "Long ago" }, '"0"');
    await ask("PUT", "/assignments", {
      assignments: [
        {
          participant: expert.participant,
          items: [
            { kind: "row", variable: "price" },
            { kind: "row", variable: "demand" },
          ],
        },
      ],
    });
    const refused = await ask("DELETE", "/variables/price");
    expect(refused.json()).toMatchObject({ status: 409, code: "variable-scored", answers: 2, decisions: 1 });
    expect(await ids("variables")).toEqual(["price", "demand", "supply"]);
    expect((await ask("DELETE", "/variables/price?dropScores=1")).statusCode).toBe(400);
    expect((await ask("DELETE", "/variables/price?dropScores=true")).statusCode).toBe(204);
    expect(await ids("variables")).toEqual(["demand", "supply"]);
    const left = await store.db.selectFrom("cells").selectAll().where("study_id", "=", id).execute();
    expect(left.map(({ from_id, to_id }) => [from_id, to_id])).toEqual([["supply", "demand"]]);
    const items = (await ask("GET", "/assignments"))
      .json()
      .assignments.flatMap((each: { items: object[] }) => each.items);
    expect(items).toEqual([{ kind: "row", variable: "demand" }]);
    const events = await store.db
      .selectFrom("events")
      .selectAll()
      .where("study_id", "=", id)
      .where("kind", "=", "variables-changed")
      .execute();
    expect(JSON.parse(events.at(-1)!.before!)).toMatchObject({
      variable: { id: "price" },
      fiche: { past: "Long ago" },
      lost: { answers: 2, decisions: 1 },
    });
    expect((await ask("POST", "/variables", { label: "Price" })).json().id).toBe("price");
    expect((await ask("GET", "/fiches/price")).json()).toMatchObject({ revision: 0, fiche: {} });
  });

  it("all variables may go, and others come", async () => {
    const { ask, ids, id } = await open();
    for (const variable of ["price", "supply", "demand"]) {
      expect((await ask("DELETE", `/variables/${variable}`)).statusCode).toBe(204);
    }
    expect(await ids("variables")).toEqual([]);
    for (const label of ["A", "B"]) await ask("POST", "/variables", { label });
    expect((await assembled(id)).variables.map(({ code }) => code)).toEqual(["V01", "V02"]);
  });

  it("blocks are added, changed, put in order and deleted; variables of a deleted block are in none", async () => {
    const { id, ask, ids } = await open();
    expect((await ask("POST", "/blocks", { label: { fr: "Énergie" }, position: 0 })).json()).toEqual({
      id: "energie",
      label: { fr: "Énergie" },
    });
    expect(await ids("blocks")).toEqual(["energie", "b1", "b2"]);
    expect((await ask("PATCH", "/blocks/b2", { number: null })).json()).toEqual({
      id: "b2",
      label: { fr: "Bloc 2", en: "Block 2" },
    });
    expect(issues(await ask("POST", "/blocks", { id: "b1", label: "Again" }))).toEqual(["/id"]);
    expect((await ask("PATCH", "/blocks/none", { number: 1 })).json().code).toBe("block-unknown");
    expect((await ask("PUT", "/blocks/order", { order: ["b2", "energie", "b1"] })).statusCode).toBe(200);
    expect((await ask("DELETE", "/blocks/b1")).statusCode).toBe(204);
    expect(await ids("blocks")).toEqual(["b2", "energie"]);
    const study = await assembled(id);
    expect(study.variables.map(({ block }) => block)).toEqual([null, "b2", null]);
    parseStudy(study);
  });

  it("a variable or block called order is changed and deleted like others", async () => {
    const { ask, ids } = await open();
    for (const list of ["variables", "blocks"] as const) {
      expect((await ask("POST", `/${list}`, { id: "order", label: "Order" })).statusCode).toBe(201);
      expect((await ask("PATCH", `/${list}/order`, { label: "Orders" })).json().label).toBe("Orders");
      expect((await ask("DELETE", `/${list}/order`)).statusCode).toBe(204);
      expect(await ids(list)).not.toContain("order");
    }
  });

  it("ids with slashes, dots, signs and other scripts are reached by their address", async () => {
    const { ask } = await open();
    for (const variable of ["a/b", "a?b=c#d%2F", "...", "😀 é", "שלום", "<script>", "x".repeat(300), "é".repeat(300)]) {
      const added = await ask("POST", "/variables", { id: variable, label: `Label of ${variable}` });
      expect(added.statusCode, added.body).toBe(201);
      const address = `/variables/${encodeURIComponent(variable)}`;
      const changed = await ask("PATCH", address, { short: "s" });
      expect(changed.json(), variable).toMatchObject({ id: variable, short: "s" });
      expect((await ask("DELETE", address)).statusCode, variable).toBe(204);
    }
  });

  it("experts and readers read variables and blocks, and change none", async () => {
    const { id } = await open();
    for (const role of ["expert", "reader"] as const) {
      const { token } = await workshop.invite(id, role);
      const headers = { "if-match": "*" };
      for (const list of ["variables", "blocks"]) {
        expect((await workshop.ask("GET", `/studies/${id}/${list}`, { token })).statusCode).toBe(200);
        const body = { label: "New" };
        expect((await workshop.ask("POST", `/studies/${id}/${list}`, { token, body, headers })).statusCode).toBe(403);
      }
    }
  });
});
