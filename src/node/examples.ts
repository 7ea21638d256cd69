import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MotriceError } from "../errors.js";
import type { Study } from "../study/study.js";
import { readStudy } from "./read-study.js";

/** A study shipped with Motrice. */
export interface Example {
  readonly id: string;
  /** Its folder. */
  readonly path: string;
  readonly study: Study;
}

/**
 * The studies shipped with Motrice, in the order of their ids. The id is the name of the folder under `matrices/`.
 *
 * Throws {@link MotriceError} `study-unreadable` where the folder `matrices/` is missing from the package.
 *
 * @example
 * (await readExamples()).map(({ id }) => id); // ["hauts-de-france-industrie-2040"]
 */
export async function readExamples(): Promise<Example[]> {
  const root = examplesFolder();
  const entries = await readdir(root, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(ids.sort().map(async (id) => ({ id, path: join(root, id), study: await readStudy(join(root, id)) })));
}

/** `matrices/`: two folders above this file in the sources; above the bundle, or above its chunks, in `dist/`. */
function examplesFolder(): string {
  for (const place of ["../matrices/", "../../matrices/"]) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  throw new MotriceError("study-unreadable", "the studies shipped with Motrice are missing");
}
