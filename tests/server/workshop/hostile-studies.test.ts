import fc from "fast-check";
import type { LightMyRequestResponse as Response } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assembleStudy } from "../../../server/workshop/assemble-study.js";
import { parseStudy } from "../../../src/index.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

/** What breaks careless programs when it stands in a name. */
const HOSTILE = [
  "../../etc/passwd",
  "..\\..\\windows",
  ".",
  "..",
  "/",
  "%2e%2e%2f",
  "CON",
  "a\0b",
  "\ud800",
  "x\udfff",
  "\u202eevil\u202c",
  "שלום עולם",
  "مرحبا",
  "😀👩‍👩‍👧‍👦🇫🇷",
  "x".repeat(300),
  "é".repeat(501),
  "__proto__",
  "constructor",
  "toString",
  "'; DROP TABLE studies; --",
  '"><script>alert(1)</script>',
  "=cmd|' /C calc'!A0",
  "{{7*7}}",
  "\r\nSet-Cookie: x=y",
  "\n",
  " ",
  "",
  "NaN",
  "null",
  "-0",
  "𝕬 ﷽ Z̸̢a̷l̶g̵o̴",
  "order",
  "history",
];

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: "binary" }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: "grapheme" }) },
);

const hostileValue = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.record({ fr: hostileText, en: hostileText }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 0, -1, 1e308, [], {}, true) },
);

describeEachStore("hostile input", (newPlace) => {
  let workshop: WorkshopApp;
  /** Its answers are not compared with their description: what is no address has none. */
  let plain: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    plain = await buildWorkshop({ store });
    workshop = await describedWorkshop(plain);
    ({ study, facilitator } = await workshop.create());
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  /** An answer is a success or a problem of the caller's, never a fault of ours, and gives nothing back that no text may hold. */
  function expectNoFault(answer: Response): void {
    expect(answer.statusCode, answer.body.slice(0, 1000)).toBeLessThan(500);
    expect(answer.body).not.toMatch(/[\0\p{Surrogate}]/u);
    for (const header of Object.values(answer.headers)) expect(String(header)).not.toMatch(/[\r\n]/);
    if (answer.statusCode >= 400)
      expect(answer.json()).toMatchObject({ status: answer.statusCode, issues: expect.any(Array) });
  }

  const send = (method: "POST" | "PATCH" | "PUT" | "DELETE" | "GET", path: string, body?: unknown) =>
    workshop.ask(method, `/studies/${study}${path}`, {
      token: facilitator.token,
      ...(body !== undefined && { body }),
      headers: { "if-match": "*" },
    });

  it("in any field of a study, a variable, a block or a fiche is taken as it is or refused, and what is stored is a study", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/variables", "/blocks"),
        fc.record(
          {
            id: hostileValue,
            code: hostileValue,
            label: hostileValue,
            short: hostileValue,
            block: hostileValue,
            number: hostileValue,
            position: hostileValue,
          },
          { requiredKeys: ["label"] },
        ),
        hostileText,
        fc.dictionary(fc.constantFrom("definition", "past", "sources", "hypotheses", "__proto__"), hostileValue),
        fc.dictionary(
          fc.constantFrom(
            "title",
            "horizon",
            "territory",
            "languages",
            "scale",
            "documentId",
            "disclaimer",
            "settings",
          ),
          hostileValue,
        ),
        async (list, entry, name, fiche, fields) => {
          const added = await send("POST", list, entry);
          expectNoFault(added);
          const id = added.statusCode === 201 ? added.json().id : name;
          const address = `${list}/${encodeURIComponent(isWellFormed(id) ? id : "x")}`;
          expectNoFault(await send("PATCH", address, { label: name }));
          const variable = list === "/variables" ? id : "price";
          const sheet = `/fiches/${encodeURIComponent(isWellFormed(variable) ? variable : "x")}`;
          expectNoFault(await send("PUT", sheet, fiche));
          for (const format of ["json", "md", "html"]) expectNoFault(await send("GET", `${sheet}?format=${format}`));
          expectNoFault(await send("PATCH", "", fields));
          const assembled = await store.read((tx) => assembleStudy(tx, study));
          expect(parseStudy(assembled)).toEqual(assembled);
          if (added.statusCode === 201) expect((await send("DELETE", address)).statusCode).toBe(204);
        },
      ),
      { numRuns: 120 },
    ));

  it("as a study, a file or a bundle is taken or refused, and every study that was made can be read", () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(hostileText, { minLength: 1, maxLength: 3 }),
        hostileValue,
        fc.constantFrom("study", "csv", "bundle", "empty", "example"),
        async (names, value, kind) => {
          const variables = names.map((id) => ({ id, label: id, definition: value }));
          const direct = names.map((_, from) => names.map((__, to) => (from === to ? null : 1)));
          const bodies = {
            study: {
              study: { title: value, variables, direct, hypotheses: { [names[0]!]: { low: { title: value } } } },
            },
            csv: [["", ...names], ...names.map((name) => [name, ...names.map(() => "")])]
              .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
              .join("\n"),
            bundle: { bundle: value },
            empty: { title: value, territory: names[0], facilitator: names[0] },
            example: { example: value },
          };
          const headers = kind === "csv" ? { "content-type": "text/csv" } : {};
          const answer = await workshop.ask("POST", "/studies", { body: bodies[kind], headers });
          expectNoFault(answer);
          if (answer.statusCode !== 201) return;
          const { study: made, facilitator: holder } = answer.json();
          for (const path of ["", "/variables", "/fiches", "/export"]) {
            const read = await workshop.ask("GET", `/studies/${made.id}${path}`, { token: holder.token });
            expect(read.statusCode, read.body).toBe(200);
          }
          for (const { id } of kind === "study" ? made.blocks : []) expect(id).toBeTypeOf("string");
        },
      ),
      { numRuns: 120 },
    ));

  it("any id in an address, encoded or not, is found or is not there", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(hostileText, fc.constantFrom("%", "%zz", "%00", "%2e%2e", "..%2f..", "%c0%ae", "%ed%a0%80")),
        fc.boolean(),
        async (id, encoded) => {
          const part = encoded && isWellFormed(id) ? encodeURIComponent(id) : id.replace(/[^\x21-\x7e]|[?#/]/g, "%41");
          for (const address of [
            `/studies/${part}`,
            `/studies/${study}/fiches/${part}`,
            `/studies/${study}/fiches/${part}/history`,
          ]) {
            const answer = await plain.ask("GET", address, { token: facilitator.token });
            expectNoFault(answer);
          }
        },
      ),
      { numRuns: 150 },
    ));

  it("bodies of 10 MB, of any depth, with keys twice, cut short or in other encodings are refused or taken in one piece", async () => {
    const deep = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    const bodies: [name: string, body: string | Buffer][] = [
      ["10 MB of one text", JSON.stringify({ title: "x".repeat(10_000_000) })],
      [
        "10 MB of many texts",
        JSON.stringify({
          title: "x",
          provenance: Array.from({ length: 200_000 }, (_, k) => ({ file: `file ${k} ${"x".repeat(20)}` })),
        }).slice(0, -1),
      ],
      ["10 MB of unknown members", `{${Array.from({ length: 500_000 }, (_, k) => `"key ${k}":1`).join(",")}}`],
      ["deep lists", `{"title":${deep(1_000_000, "[", "]")}}`],
      ["deep objects", `{"settings":${deep(300_000, '{"a":', "}")}}`],
      ["deep lists with an escape", `{"title":${deep(300_000, "[", "]")},"x":"\\u0041"}`],
      ["a deep study", `{"study":${deep(300_000, '{"study":', "}")}}`],
      ["a deep bundle", `{"bundle":{"events":[{"after":${deep(100_000, "[", "]")},"x":"\\u0000"}]}}`],
      ["cut short", '{"title":"x'],
      ["Latin-1", Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])],
      ["UTF-16", Buffer.from('\ufeff{"title":"x"}', "utf16le")],
      ["a lone surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
      ["no object", "[]"],
      ["nothing", "null"],
      ["an empty body", ""],
    ];
    for (const [name, body] of bodies) {
      for (const [method, path] of [
        ["POST", "/studies"],
        ["PATCH", `/studies/${study}`],
        ["PUT", `/studies/${study}/fiches/price`],
      ] as const) {
        const answer = await workshop.ask(method, path, {
          // Without a token whoever asks may make studies here.
          ...(method !== "POST" && { token: facilitator.token }),
          body,
          headers: { "if-match": "*" },
        });
        const told = `${name} to ${method} ${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`;
        expect([400, 413, 422], told).toContain(answer.statusCode);
      }
    }
    const twice = await workshop.ask("POST", "/studies", {
      body: '{"title":"First","title":"Second","settings":{},"settings":{"results":"open"}}',
    });
    expect(twice.statusCode).toBe(201);
    expect(twice.json().study).toMatchObject({ title: "Second", settings: { results: "open" } });
  });

  it("a study whose parts pass the limits is refused by their names", async () => {
    const many = Array.from({ length: 2001 }, (_, k) => ({ id: `v${k}`, label: `V ${k}` }));
    const large = await workshop.ask("POST", "/studies", { body: { study: { variables: many, direct: [] } } });
    expect(large.json()).toMatchObject({ code: "study-too-large", status: 413 });
    const size = 330;
    const variables = many.slice(0, size);
    const direct = variables.map((_, from) => variables.map((__, to) => (from === to ? null : 1)));
    const scored = await workshop.ask("POST", "/studies", { body: { study: { variables, direct } } });
    expect(scored.json()).toMatchObject({
      code: "study-too-large",
      issues: [{ path: "/direct", received: `${size * (size - 1)}` }],
    });
    const blank = await workshop.ask("POST", "/studies", { body: { study: { variables, direct }, keepScores: false } });
    expect(blank.statusCode).toBe(201);
    expect(blank.json().study.size).toBe(size);
  });
});
