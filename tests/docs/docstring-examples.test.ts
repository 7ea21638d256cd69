import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";

const root = resolve(import.meta.dirname, "../..");
const workplace = join(root, "test-results/docstring-examples");

interface Example {
  readonly file: string;
  readonly index: number;
  readonly code: string;
}

async function examplesIn(folder: string): Promise<Example[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  const files = entries.filter((entry) => entry.endsWith(".ts")).map((entry) => join(root, folder, entry));
  const found = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(file, "utf8");
      const blocks = [...source.matchAll(/@example\n((?: *\*(?!\/).*\n)+)/g)];
      return blocks.map((block, index) => ({ file, index, code: block[1]!.replaceAll(/^ *\* ?/gm, "").trim() }));
    }),
  );
  return found.flat();
}

/**
 * `expression; // value` becomes a check of the value. A comment that begins like a value must be one: a literal, a list or text that trails
 * off with an ellipsis, or a number rounded to the decimals shown; words may follow a colon or a comma. Other comments are prose.
 */
function withChecks(code: string): string {
  return code.replaceAll(
    /^(?!const |let |import |for |\/\/)(.+?); ?\n?\/\/ (.+)$/gm,
    (_, expression: string, comment: string) => {
      const value = comment.trim().replace(/^Int32Array /, "");
      if (!/^(?:["[{\d-]|true\b|false\b|null\b)/.test(value)) return `${expression}; // ${comment}`;
      const trailing = value.endsWith(", …]") ? value.replace(", …]", "]") : null;
      const literal = [trailing, value, value.split(/[:,] /)[0]!].find((text) => text !== null && isExpression(text));
      if (literal === undefined) throw new Error(`not a value: ${comment}`);
      return `__check(${expression}, ${literal}, ${trailing !== null}, ${JSON.stringify(literal)});`;
    },
  );
}

function isExpression(text: string): boolean {
  try {
    new Function(`return (${text});`);
    return true;
  } catch {
    return false;
  }
}

/** Checks an example's value: the first items of a list that trails off, a number to the decimals shown, all else in full. */
function checkExample(actual: unknown, expected: unknown, trailing: boolean, shown: string): void {
  const plain = JSON.parse(JSON.stringify(ArrayBuffer.isView(actual) ? Array.from(actual as Int32Array) : actual));
  const text = (value: unknown) => String(value).replaceAll(/\s/g, " ");
  if (trailing) expect(plain.slice(0, (expected as unknown[]).length)).toEqual(expected);
  else if (typeof expected === "string" && expected.endsWith("…"))
    expect(text(plain)).toMatch(text(expected.slice(0, -1)).trim());
  else if (typeof expected === "string") expect(text(plain)).toBe(text(expected));
  else if (typeof expected === "number") expect(plain.toFixed(shown.split(".")[1]?.length ?? 0)).toBe(shown);
  else expect(plain).toEqual(expected);
}

/** Examples that read and write files do so in a folder of their own, which holds a matrix and the shipped studies. */
const playground = await mkdtemp(join(tmpdir(), "motrice-examples-"));

beforeAll(async () => {
  (globalThis as Record<string, unknown>)["__checkExample"] = checkExample;
  await copyFile(join(SHIPPED_STUDY_PATH, "direct.csv"), join(playground, "matrix.csv"));
  await symlink(join(root, "matrices"), join(playground, "matrices"));
  process.chdir(playground);
});

afterAll(async () => {
  process.chdir(root);
  await rm(workplace, { recursive: true, force: true });
  await rm(playground, { recursive: true, force: true });
});

const examples = await examplesIn("src");

test("the public functions carry examples", () => {
  expect(examples.length).toBeGreaterThan(20);
});

for (const example of examples) {
  const name = `${relative(root, example.file)} #${example.index + 1}`;
  test(`the example of ${name} runs and gives what it says`, async () => {
    await mkdir(workplace, { recursive: true });
    const imports = [...new Set([...example.code.matchAll(/\b([A-Za-z]\w*)\s*\(/g)].map((match) => match[1]!))];
    const file = join(workplace, `${relative(root, example.file).replaceAll(/[^a-z0-9]+/gi, "-")}-${example.index}.ts`);
    const own = JSON.stringify(example.file.replace(/\.ts$/, ".js"));
    await writeFile(
      file,
      `// @ts-nocheck
import * as everything from ${JSON.stringify(join(root, "src/node.js"))};
import * as own from ${own};
import { writeFile } from "node:fs/promises";
const all = { writeFile, ...everything, ...own };
export async function run() {
  const __check = globalThis.__checkExample;
  const __study = await everything.readStudy(${JSON.stringify(SHIPPED_STUDY_PATH)});
  return (async ({ study, analysis, ${imports.map((word) => `${word} = all.${word} ?? globalThis.${word}`).join(", ")} }) => {
    {
${withChecks(example.code.replaceAll(/^import .*$/gm, ""))}
    }
  })({ study: __study, analysis: everything.analyze(__study) });
}
`,
    );
    const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { run: () => Promise<void> };
    await module.run();
  });
}
