import { createRequire } from "node:module";
import type { LightMyRequestResponse as Response } from "fastify";
import { expect } from "vitest";
import type { WorkshopApp } from "./workshop-app.js";

/** Ajv for JSON Schema 2020-12, which OpenAPI 3.1 is written in: the one that Fastify brings. */
interface Validator {
  addSchema: (schema: object, key: string) => void;
  compile: (schema: object) => Check;
}
type Check = ((value: unknown) => boolean) & { errors?: unknown };

const fastifyRequire = createRequire(createRequire(import.meta.url).resolve("fastify"));
const Ajv = fastifyRequire("ajv/dist/2020.js").default as new (options: object) => Validator;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
}
type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;

/** The same workshop, each answer of which must be what the API's own description says of it: status, kind and every field. */
export async function describedWorkshop(workshop: WorkshopApp): Promise<WorkshopApp> {
  const document = (await workshop.app.inject("/openapi.json")).json() as Described;
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { "date-time": /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } });
  ajv.addSchema(document, "openapi");
  const checks = new Map<string, Check>();
  const templates = Object.keys(document.paths).map((path) => ({
    path,
    // What has fewer parameters comes first: …/variables/order before …/variables/{variable}.
    parameters: path.split("{").length,
    pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  templates.sort((a, b) => a.parameters - b.parameters);

  function check(method: string, url: string, answer: Response): void {
    const path = templates.find(({ pattern }) => pattern.test(`/api/v1${url.split("?")[0]}`))?.path;
    if (path === undefined) return;
    const name = `${method} ${path} ${answer.statusCode}`;
    // What no address knows of a method is not described.
    const operation = document.paths[path]![method.toLowerCase()];
    if (operation === undefined) return;
    const described = operation.responses[answer.statusCode];
    expect(described, `${name} ${answer.body.slice(0, 300)}`).toBeDefined();
    const type = String(answer.headers["content-type"] ?? "").split(";")[0]!;
    if (!/json$/.test(type)) return;
    expect(Object.keys(described!.content ?? {}), name).toContain(type);
    const place = ["paths", path, method.toLowerCase(), "responses", `${answer.statusCode}`, "content", type, "schema"];
    const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    const known = checks.get(name) ?? ajv.compile({ $ref: `openapi#/${encodeURI(pointer)}` });
    checks.set(name, known);
    expect(known(answer.json()), `${name} ${JSON.stringify(known.errors)}`).toBe(true);
  }

  return {
    ...workshop,
    ask: async (method, url, parts) => {
      const answer = await workshop.ask(method, url, parts);
      check(String(method), url, answer);
      return answer;
    },
  };
}
