import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";
import ts from "typescript";
import { expect, onTestFinished, test } from "vitest";
import { buildApp } from "../../server/app.js";

/** What a program that calls the API writes; the last line asks for a member that is not there. */
const PROGRAM = `
import type { paths } from "./api.js";
type Answer = paths["/api/v1/studies/{study}/rounds"]["get"]["responses"][200]["content"]["application/json"];
type Changes = NonNullable<paths["/api/v1/studies/{study}/contributions/{participant}/cells"]["patch"]["requestBody"]>["content"]["application/json"];
export const numbers = (answer: Answer): number[] => answer.rounds.map((round) => round.number);
export const changes: Changes = { changes: [{ from: "a", to: "b", value: "?", was: null }] };
// @ts-expect-error
export const wrong = (answer: Answer) => answer.round;
`;

test("openapi-typescript makes types of the description that compile and say what the answers hold", async () => {
  const app = await buildApp({ logLevel: "silent" });
  onTestFinished(() => app.close());
  const document = (await app.inject("/openapi.json")).body;
  const types = astToString(await openapiTypescript(document));
  const folder = await mkdtemp(join(tmpdir(), "motrice-openapi-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "api.d.ts"), types);
  await writeFile(join(folder, "program.ts"), PROGRAM);
  const program = ts.createProgram([join(folder, "program.ts")], {
    strict: true,
    noEmit: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  });
  const faults = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(faults).toEqual([]);
}, 240_000);
