import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");
const readme = await readFile(join(root, "README.md"), "utf8");
const command = join(root, "dist/cli.js");

/** The fenced blocks of a language below a heading. */
function blocks(heading: string, language: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading))!;
  return [...section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map((match) => match[1]!);
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "motrice-readme-"));
  await symlink(join(root, "matrices"), join(folder, "matrices"));
  await writeFile(join(folder, "my-matrix.csv"), blocks("Command line", "csv")[0]!);
  await run(process.execPath, [command, "convert", "my-matrix.csv", "my-matrix.xlsx"], { cwd: folder });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words of a shell line, quotes taken off, comment left out. */
function words(line: string): string[] {
  return [...line.replace(/ #.*$/, "").matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
}

const commands = blocks("Command line", "sh")[0]!.trim().split("\n");

test.each(commands)("%s", async (line) => {
  const [npx, motrice, ...rest] = words(line);
  expect([npx, motrice]).toEqual(["npx", "motrice"]);
  const { stdout, stderr } = await run(process.execPath, [command, ...rest], { cwd: folder });
  const written = rest.includes("-o") ? await readFile(join(folder, rest[rest.indexOf("-o") + 1]!)) : stdout + stderr;
  expect(written.length).toBeGreaterThan(0);
});

test("--out writes what the README says", async () => {
  const files = await readdir(join(folder, "report"));
  const pictures = ["map-direct", "map-indirect", "map-potential-direct", "map-potential-indirect", "displacement"];
  pictures.push("matrix", "graph", "rank-change", "stability");
  const expected = ["report.html", "report.md", "analysis.json", "rankings.csv", "graph.gexf", "graph.graphml"];
  expect(files.toSorted()).toEqual(
    [...expected, ...pictures.flatMap((name) => [`${name}.svg`, `${name}.png`])].toSorted(),
  );
});

test("the library example runs by the package's own name and prints what it says", async () => {
  const code = blocks("Library", "ts")[0]!;
  const place = join(root, "test-results/readme");
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "example.mjs"), code);
  const { stdout } = await run(process.execPath, [join(place, "example.mjs")]);
  const printed = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => match[1]);
  expect(printed).toHaveLength(1);
  expect(stdout.trim()).toBe(printed[0]);
});

/** What a server in the folder answers, while `ask` asks. */
async function withServer(ask: (address: string) => Promise<void>): Promise<void> {
  const server = spawn(process.execPath, [command, "serve", "--port", "0"], { cwd: folder });
  try {
    const [chunk] = (await once(server.stdout, "data")) as [Buffer];
    await ask(/http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString())![0]);
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

test("the curl example is answered", () =>
  withServer(async (address) => {
    const line = blocks("API", "sh")[0]!.replaceAll("\\\n", " ").replace("http://127.0.0.1:8029", address);
    const { stdout } = await run("bash", ["-c", line]);
    expect(JSON.parse(stdout).direct.influence).toEqual([3, 1]);
  }));

test("the lines of a workshop lead from a study to its first answer", () =>
  withServer(async (address) => {
    const env: Record<string, string> = { PATH: process.env["PATH"]!, API: `${address}/api/v1` };
    const ask = async (line: string) => JSON.parse((await run("bash", ["-c", line], { env })).stdout);
    const [create, add, link, score] = blocks("Workshops", "sh")[1]!.trim().split("\n") as [string, ...string[]];
    const { study, facilitator } = await ask(create);
    Object.assign(env, { STUDY: study.id, FACILITATOR: facilitator.token });
    env["ID"] = (await ask(add!)).id;
    env["EXPERT"] = (await ask(link!)).token;
    const answer = await ask(score!);
    expect(answer.applied).toEqual([{ from: "world-growth", to: "currency", value: 2 }]);
  }));

test.each(["README.md", "README.fr.md", "docs/guide.md", "docs/guide.fr.md"])(
  "every file %s links to is there",
  async (name) => {
    const text = await readFile(join(root, name), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) await expect(access(join(root, dirname(name), link)), link).resolves.toBeUndefined();
  },
);

test("the guides go through the same steps with the same pictures, each in its language", async () => {
  const steps = async (name: string) => {
    const text = await readFile(join(root, "docs", name), "utf8");
    return [...text.matchAll(/^#{2,3} (?:\d+)?|screens\/(?:fr|en)\/[\w-]+\.png/gm)].map(([step]) =>
      step.replace(/screens\/(fr|en)/, "screens"),
    );
  };
  expect(await steps("guide.fr.md")).toEqual(await steps("guide.md"));
  const french = await readFile(join(root, "docs/guide.fr.md"), "utf8");
  expect(french).not.toMatch(/screens\/en/);
});

test("the commands of the French README run", async () => {
  const text = await readFile(join(root, "README.fr.md"), "utf8");
  const lines = /## Ligne de commande\n\n```sh\n([\s\S]*?)```/.exec(text)![1]!.trim().split("\n");
  for (const line of lines) await run(process.execPath, [command, ...words(line).slice(2)], { cwd: folder });
});
