import { createRequire } from "node:module";
import { beforeAll, expect, test } from "vitest";
import { JSON_TYPE, ringStudy, SHIPPED_ID, SMALL_STUDY, shippedStudy, useApp } from "./test-app.js";

/** Ajv for JSON Schema 2020-12, which OpenAPI 3.1 is written in: the one that Fastify brings. */
interface Validator {
  addSchema: (schema: object, key: string) => void;
  compile: (schema: object) => ((value: unknown) => boolean) & { errors?: unknown };
}
const fastifyRequire = createRequire(createRequire(import.meta.url).resolve("fastify"));
const Ajv = fastifyRequire("ajv/dist/2020.js").default as new (options: object) => Validator;

type Node = { readonly [name: string]: unknown };

const app = useApp();
let document: Node;
let ajv: Validator;

beforeAll(async () => {
  document = (await app().inject("/openapi.json")).json();
  ajv = new Ajv({ strict: false, allErrors: true, formats: { "date-time": /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } });
  ajv.addSchema(document, "openapi");
});

/** Calls back for every object of the document but the examples, with its JSON Pointer. */
function walk(node: unknown, visit: (node: Node, path: string) => void, path = "#"): void {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node as Node, path);
  for (const [name, value] of Object.entries(node)) {
    if (["example", "examples"].includes(name)) continue;
    walk(value, visit, `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

function resolve(pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (node, key) => (node as Node | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly node: Node;
}

function operations(): Operation[] {
  return Object.entries(document["paths"] as Node).flatMap(([path, item]) =>
    Object.entries(item as Node).map(([method, node]) => ({ method, path, node: node as Node })),
  );
}

/** Whether a value is what the document says of a response. */
function expectValid(path: string, method: string, status: number, type: string, value: unknown): void {
  const place = ["paths", path, method, "responses", String(status), "content", type, "schema"];
  const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  expect(resolve(`#/${pointer}`), `${method} ${path} ${status} ${type}`).toBeDefined();
  const check = ajv.compile({ $ref: `openapi#/${encodeURI(pointer)}` });
  expect(check(value), JSON.stringify(check.errors)).toBe(true);
}

test("the document is OpenAPI 3.1 with every address of the API", () => {
  expect(document["openapi"]).toBe("3.1.0");
  expect(document["info"]).toMatchObject({ title: "Motrice", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  expect(Object.keys(document["paths"] as Node).sort()).toEqual([
    "/api/v1/analyses",
    "/api/v1/examples",
    "/api/v1/examples/{id}",
    "/api/v1/examples/{id}/analysis",
    "/api/v1/examples/{id}/plots/{name}.png",
    "/api/v1/examples/{id}/plots/{name}.svg",
    "/api/v1/examples/{id}/report",
    "/api/v1/jobs/{id}",
    "/api/v1/jobs/{id}/events",
    "/api/v1/jobs/{id}/plots/{name}.png",
    "/api/v1/jobs/{id}/plots/{name}.svg",
    "/api/v1/jobs/{id}/result",
    "/api/v1/plots/{name}",
    "/api/v1/problems/{code}",
    "/api/v1/robustness",
    "/api/v1/sensitivity",
    "/api/v1/session",
    "/api/v1/studies",
    "/api/v1/studies/{study}",
    "/api/v1/studies/{study}/agenda",
    "/api/v1/studies/{study}/agreement",
    "/api/v1/studies/{study}/analysis",
    "/api/v1/studies/{study}/assignments",
    "/api/v1/studies/{study}/assignments/split",
    "/api/v1/studies/{study}/blocks",
    "/api/v1/studies/{study}/blocks/order",
    "/api/v1/studies/{study}/blocks/{block}",
    "/api/v1/studies/{study}/compare",
    "/api/v1/studies/{study}/consensus",
    "/api/v1/studies/{study}/consensus/{from}/{to}",
    "/api/v1/studies/{study}/contributions",
    "/api/v1/studies/{study}/contributions/{participant}",
    "/api/v1/studies/{study}/contributions/{participant}/cells",
    "/api/v1/studies/{study}/contributions/{participant}/feedback",
    "/api/v1/studies/{study}/contributions/{participant}/form",
    "/api/v1/studies/{study}/events",
    "/api/v1/studies/{study}/export",
    "/api/v1/studies/{study}/export/graph.gexf",
    "/api/v1/studies/{study}/export/matrix.csv",
    "/api/v1/studies/{study}/export/study.xlsx",
    "/api/v1/studies/{study}/fiches",
    "/api/v1/studies/{study}/fiches/{variable}",
    "/api/v1/studies/{study}/fiches/{variable}/history",
    "/api/v1/studies/{study}/jobs",
    "/api/v1/studies/{study}/jobs/{job}",
    "/api/v1/studies/{study}/jobs/{job}/events",
    "/api/v1/studies/{study}/jobs/{job}/plots/{name}.png",
    "/api/v1/studies/{study}/jobs/{job}/plots/{name}.svg",
    "/api/v1/studies/{study}/jobs/{job}/result",
    "/api/v1/studies/{study}/links/{link}",
    "/api/v1/studies/{study}/making",
    "/api/v1/studies/{study}/participants",
    "/api/v1/studies/{study}/participants/{participant}",
    "/api/v1/studies/{study}/participants/{participant}/links",
    "/api/v1/studies/{study}/plots/{name}.png",
    "/api/v1/studies/{study}/plots/{name}.svg",
    "/api/v1/studies/{study}/purge",
    "/api/v1/studies/{study}/report",
    "/api/v1/studies/{study}/restore",
    "/api/v1/studies/{study}/robustness",
    "/api/v1/studies/{study}/rounds",
    "/api/v1/studies/{study}/rounds/{number}/close",
    "/api/v1/studies/{study}/rounds/{number}/stability",
    "/api/v1/studies/{study}/sensitivity",
    "/api/v1/studies/{study}/snapshots",
    "/api/v1/studies/{study}/snapshots/{snapshot}",
    "/api/v1/studies/{study}/study",
    "/api/v1/studies/{study}/variables",
    "/api/v1/studies/{study}/variables/order",
    "/api/v1/studies/{study}/variables/{variable}",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/openapi.json",
  ]);
});

test("every reference leads somewhere", () => {
  let references = 0;
  walk(document, (node, path) => {
    if (typeof node["$ref"] !== "string") return;
    references += 1;
    expect(resolve(node["$ref"]), `${path}: ${node["$ref"]}`).toBeDefined();
  });
  expect(references).toBeGreaterThan(50);
});

test("every operation, parameter, response, header and field is described", () => {
  const missing: string[] = [];
  const need = (node: unknown, path: string) => {
    const { description } = node as Node;
    if (typeof description !== "string" || description.length < 2) missing.push(path);
  };
  for (const { method, path, node } of operations()) {
    for (const part of ["operationId", "summary", "description"])
      if (!node[part]) missing.push(`${method} ${path} ${part}`);
    for (const parameter of (node["parameters"] ?? []) as Node[])
      need(parameter, `${method} ${path} ?${parameter["name"]}`);
    for (const [status, response] of Object.entries(node["responses"] as Node)) {
      need(response, `${method} ${path} ${status}`);
      for (const [name, header] of Object.entries(((response as Node)["headers"] ?? {}) as Node))
        need(header, `${path} ${name}`);
    }
  }
  walk(document, (node, path) => {
    const { properties } = node;
    if (properties === undefined || typeof properties !== "object" || path.endsWith("/properties")) return;
    for (const [name, field] of Object.entries(properties as Node)) need(field, `${path}/properties/${name}`);
  });
  for (const [name, schema] of Object.entries((document["components"] as { schemas: Node }).schemas))
    need(schema, name);
  expect(missing).toEqual([]);
});

test("operation ids are unique and path parameters are declared", () => {
  const ids = operations().map(({ node }) => node["operationId"]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, node } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = ((node["parameters"] ?? []) as Node[])
      .filter((each) => each["in"] === "path")
      .map((each) => each["name"]);
    expect(declared.sort()).toEqual(inPath.sort());
  }
});

test("every schema compiles, and every example is what its schema says", () => {
  let examples = 0;
  // The problems of all routes are one schema: compiled once each.
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  walk(document, (node, path) => {
    const schema = node["schema"];
    if (schema === undefined || path.includes("/headers/")) return;
    const text = JSON.stringify(schema);
    const check = compiled.get(text) ?? ajv.compile({ $ref: `openapi${encodeURI(path)}/schema` });
    compiled.set(text, check);
    const values = [
      ...("example" in node ? [node["example"]] : []),
      ...Object.values((node["examples"] ?? {}) as Node).map((example) => (example as Node)["value"]),
    ];
    for (const value of values) {
      examples += 1;
      expect(check(value), `${path}: ${JSON.stringify(check.errors)}`).toBe(true);
    }
  });
  expect(examples).toBeGreaterThan(20);
});

function responsesOf(path: string): Node {
  return resolve(`#/paths/${path.replaceAll("/", "~1")}/post/responses`) as Node;
}

test("the examples of request bodies are accepted", async () => {
  for (const path of ["/api/v1/analyses", "/api/v1/plots/{name}", "/api/v1/sensitivity", "/api/v1/robustness"]) {
    const content = resolve(`#/paths/${path.replaceAll("/", "~1")}/post/requestBody/content`) as Record<
      string,
      { examples: Node }
    >;
    for (const [type, { examples }] of Object.entries(content)) {
      for (const example of Object.values(examples)) {
        const { value } = example as { value: unknown };
        const payload = typeof value === "string" ? value : JSON.stringify(value);
        const url = path.replace("{name}", "map-indirect");
        const answer = await app().inject({ method: "POST", url, headers: { "content-type": type }, payload });
        expect(answer.statusCode, answer.body).toBe("202" in responsesOf(path) ? 202 : 200);
      }
    }
  }
});

test("analyses of all kinds are what the document says, with no field it does not know", async () => {
  const nilpotent = {
    variables: SMALL_STUDY.variables,
    direct: [
      [0, 1, 2],
      [0, 0, 3],
      [0, 0, 0],
    ],
  };
  const single = { variables: [{ id: "a", label: "A" }], direct: [[null]] };
  const periodic = {
    variables: SMALL_STUDY.variables,
    direct: [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
  };
  const studies = [await shippedStudy(), SMALL_STUDY, nilpotent, single, periodic, ringStudy(8)];
  for (const study of studies) {
    for (const query of ["", "?measure=dematel", "?measure=attenuated", "?maxPower=3&threshold=median"]) {
      const request = {
        method: "POST",
        url: `/api/v1/analyses${query}`,
        headers: JSON_TYPE,
        payload: JSON.stringify(study),
      } as const;
      const answer = await app().inject(request);
      if (answer.statusCode === 200) expectValid("/api/v1/analyses", "post", 200, "application/json", answer.json());
      else expectValid("/api/v1/analyses", "post", answer.statusCode, "application/problem+json", answer.json());
    }
  }
});

test("jobs and their results of all kinds are what the document says, with no field it does not know", async () => {
  const ENDED = ["done", "failed", "cancelled"];
  const single = { variables: [{ id: "a", label: "A" }], direct: [[null]] };
  const contributions = [SMALL_STUDY.direct, SMALL_STUDY.direct];
  const models = [
    { kind: "step", down: 0.1, up: 0.2, zeroProbability: 0.1 },
    [{ kind: "spread", contributions }, { kind: "potential" }, { kind: "omission" }],
    { kind: "experts", contributions },
  ];
  const requests = [
    ...[await shippedStudy(), SMALL_STUDY, single].flatMap((study) => [
      ["/api/v1/sensitivity", study, { samples: 200 }],
      ["/api/v1/robustness", study, { pairs: study === SMALL_STUDY, limit: 2 }],
    ]),
    ...models.map((perturbation) => ["/api/v1/sensitivity", SMALL_STUDY, { samples: 200, perturbation }]),
  ] as const;
  for (const [url, study, options] of requests) {
    const payload = JSON.stringify({ study, options });
    const posted = await app().inject({ method: "POST", url: String(url), headers: JSON_TYPE, payload });
    expectValid(String(url), "post", 202, "application/json", posted.json());
    const { self } = posted.json().links;
    await expect
      .poll(async () => ENDED.includes((await app().inject(self)).json().state), { timeout: 30_000 })
      .toBe(true);
    const job = (await app().inject(self)).json();
    expectValid("/api/v1/jobs/{id}", "get", 200, "application/json", job);
    const result = (await app().inject(job.links.result)).json();
    expectValid("/api/v1/jobs/{id}/result", "get", 200, "application/json", result);
  }
});

test("what the other addresses answer is what the document says", async () => {
  const urls = {
    "/api/v1/examples": "/api/v1/examples",
    "/api/v1/examples/{id}": `/api/v1/examples/${SHIPPED_ID}`,
    "/api/v1/examples/{id}/analysis": `/api/v1/examples/${SHIPPED_ID}/analysis?lang=en`,
    "/api/v1/problems/{code}": "/api/v1/problems/internal",
    "/health/live": "/health/live",
    "/health/ready": "/health/ready",
    "/openapi.json": "/openapi.json",
  };
  for (const [path, url] of Object.entries(urls)) {
    expectValid(path, "get", 200, "application/json", (await app().inject(url)).json());
  }
  const missing = await app().inject("/api/v1/examples/nope");
  expectValid("/api/v1/examples/{id}", "get", 404, "application/problem+json", missing.json());
});

test("the check turns red for a field that the document does not know", () => {
  const check = ajv.compile({ $ref: "openapi#/components/schemas/Issue" });
  expect(check({ path: "", expected: "", received: "" })).toBe(true);
  expect(check({ path: "", expected: "", received: "", more: 1 })).toBe(false);
});
