// A worker thread cannot load TypeScript on its own: where the server runs from its sources (tests, tsx), this file does it.
// A build that is younger than every source is the same code, and starts ten times faster.
import { existsSync, readdirSync, statSync } from "node:fs";
import { register } from "tsx/esm/api";

const built = new URL("../../dist/task-worker.js", import.meta.url);

function youngest(folder) {
  const names = readdirSync(folder, { recursive: true });
  return Math.max(...names.map((name) => statSync(new URL(name, folder)).mtimeMs));
}

function isBuildFresh() {
  if (!existsSync(built)) return false;
  const sources = [new URL("../../src/", import.meta.url), new URL("../", import.meta.url)];
  return statSync(built).mtimeMs > Math.max(...sources.map(youngest));
}

if (isBuildFresh()) await import(built);
else {
  register();
  await import("./task-worker.ts");
}
