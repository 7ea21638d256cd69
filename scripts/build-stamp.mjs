import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** All that dist/ is made of. */
const INPUTS = ["src", "server", "web", "scripts", "package.json", "package-lock.json", "tsconfig.json"];

/** What the build itself writes among its inputs. */
const GENERATED = /\.generated\.ts$/;

/** A digest of the inputs of a build and of the Node that runs it: the same digest gives the same dist/. */
export async function inputDigest() {
  const hash = createHash("sha256").update(process.version);
  for (const path of (await Promise.all(INPUTS.map(filesUnder))).flat().sort()) {
    hash.update(`\0${path}\0`).update(await readFile(path));
  }
  return hash.digest("hex");
}

async function filesUnder(path) {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === "ENOTDIR") return null;
    throw error;
  });
  if (entries === null) return [path];
  const files = entries.filter((entry) => entry.isFile() && !GENERATED.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name));
}
