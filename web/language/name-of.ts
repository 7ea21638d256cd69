import type { Variable } from "../../src/index.js";
import { isolated } from "./isolated.js";
import { textOf } from "./language.js";

/** A variable by its code and its short name, as it is put into sentences. */
export function nameOf({ code, short }: Variable): string {
  return isolated(`${code} ${textOf(short)}`);
}
