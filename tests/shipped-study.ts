import { fileURLToPath } from "node:url";
import { readStudy } from "../src/node/read-study.js";
import type { Study } from "../src/study/study.js";

export const SHIPPED_STUDY_PATH = fileURLToPath(new URL("../matrices/hauts-de-france-industrie-2040", import.meta.url));

/** The study of the 29 variables, read from its folder. */
export function shippedStudy(): Promise<Study> {
  return readStudy(SHIPPED_STUDY_PATH);
}
