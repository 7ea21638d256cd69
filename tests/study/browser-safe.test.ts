import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("matrices are read and written without any global of Node", async () => {
  const entry = `
    import { parseMatrixCsv, writeMatrixCsv } from "./src/study/matrix-csv.js";
    import { decodeText } from "./src/study/decode-text.js";
    const text = decodeText(new TextEncoder().encode("\\uFEFF;\\"a;é\\";B\\n\\"a;é\\";;1,5\\nB;P;"));
    globalThis.result = writeMatrixCsv(parseMatrixCsv(text));`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd() },
    bundle: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    write: false,
    logLevel: "error",
  });
  const page: Record<string, unknown> = { TextDecoder, TextEncoder, structuredClone };
  runInContext(outputFiles[0]!.text, createContext(page));
  expect(page["result"]).toBe(',"a;é",B\na;é,,1.5\nB,P,\n');
});
