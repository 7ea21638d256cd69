import { readExamples } from "../../src/node.js";
import type { Store } from "../store/store.js";
import { createStudyWithoutFacilitator } from "./create-study.js";

/** Puts the first example, scored, into a store that no study was ever in, so that there is something to see and to try. */
export async function addFirstExample(store: Store): Promise<void> {
  const [example] = await readExamples();
  if (!store.isNew || example === undefined) return;
  const source = { study: example.study, keepScores: true };
  await createStudyWithoutFacilitator(store, { origin: "example", source, settings: {} });
}
