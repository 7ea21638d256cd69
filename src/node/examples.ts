import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describeValue, MotriceError } from "../errors.js";
import type { Study } from "../study/study.js";
import { packageFolder } from "./package-folder.js";
import { type ReadStudyOptions, readStudy } from "./read-study.js";

/** A study shipped with the package. */
export interface Example {
  /** Name of its folder in `matrices/`. */
  readonly id: string;
  /** Where it lies on this machine. */
  readonly path: string;
  readonly study: Study;
}

/** Ids of the shipped studies, in alphabetical order. */
export async function listExamples(): Promise<readonly string[]> {
  const folder = examplesFolder();
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "study.json")))
    .map((entry) => entry.name)
    .sort();
}

/** Every shipped study, read, in the order of {@link listExamples}. */
export async function readExamples(): Promise<readonly Example[]> {
  return Promise.all((await listExamples()).map((id) => readExample(id)));
}

/**
 * The shipped study with an id. Throws {@link MotriceError} `study-unreadable` for an id that is none.
 *
 * @example
 * (await readExample("hauts-de-france-industrie-2040")).study.variables.length; // 29
 */
export async function readExample(id: string, options: ReadStudyOptions = {}): Promise<Example> {
  const known = await listExamples();
  if (!known.includes(id)) {
    const issue = { path: "example", expected: `one of ${known.join(", ")}`, received: describeValue(id) };
    throw new MotriceError("study-unreadable", `example: expected ${issue.expected}, received ${issue.received}`, [
      issue,
    ]);
  }
  const path = join(examplesFolder(), id);
  return { id, path, study: await readStudy(path, options) };
}

function examplesFolder(): string {
  return join(packageFolder(), "matrices");
}
