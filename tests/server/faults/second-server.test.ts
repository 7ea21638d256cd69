import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startBuiltServer } from "../../../bench/server-process.js";
import { EXAMPLE, runCli } from "../../cli/run-cli.js";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-second-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const serve = (dataFolder: string) =>
  runCli(["serve", "--port", "0", "--data", dataFolder], { env: { DATABASE_URL: "" } });

test("a second server on the same folder does not start, and says why; the first goes on", async () => {
  const folder = await newFolder();
  const first = await startBuiltServer({ dataFolder: folder });
  onTestFinished(() => first.stop());
  const { code, stderr } = await serve(folder);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `another server holds the studies in ${folder}; stop it, give this one another folder, or keep the studies in PostgreSQL\n`,
  );
  const answer = await fetch(`${first.url}/api/v1/studies`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ example: EXAMPLE }),
  });
  expect(answer.status).toBe(201);
});

test("a folder is free again at once after its server was killed", async () => {
  const folder = await newFolder();
  await (await startBuiltServer({ dataFolder: folder })).kill();
  await (await startBuiltServer({ dataFolder: folder })).stop();
});

test("a folder that is none, and a file that is no database, are one clear sentence each", async () => {
  const folder = await newFolder();
  const file = join(folder, "a file");
  await writeFile(file, "text");
  const onFile = await serve(file);
  expect([onFile.code, onFile.stderr]).toEqual([2, `the folder ${file} cannot hold the studies: it is not a folder\n`]);

  await writeFile(join(folder, "motrice.db"), "no database, but long enough to be read as one ".repeat(50));
  const onText = await serve(folder);
  expect([onText.code, onText.stderr]).toEqual([
    2,
    `the folder ${folder} cannot hold the studies: motrice.db is not a sound database\n`,
  ]);
});

test("a PostgreSQL server that does not answer is one clear sentence, without its password", async () => {
  const { code, stderr } = await runCli(["serve", "--port", "0"], {
    env: { DATABASE_URL: "postgres://motrice:secret-word@127.0.0.1:1/motrice" },
  });
  expect(code).toBe(2);
  expect(stderr).toBe("the PostgreSQL database cannot be used: no server answers at its address\n");
});
