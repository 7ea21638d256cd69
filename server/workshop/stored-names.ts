import { describeValue, type Issue, type Study } from "../../src/index.js";

/** Parts of an address that every client takes for another place. */
const UNREACHABLE = [".", ".."];

/** Most bytes of an id in UTF-8: an index of PostgreSQL takes 2 704 for a row, which names two variables, the study and the expert. */
const MAX_ID_BYTES = 1000;

/** Ids that no address can hold, or no database: a study may have them, a stored one may not. */
export function unstorableIds({ variables, blocks }: Pick<Study, "variables" | "blocks">, root: string): Issue[] {
  return Object.entries({ variables, blocks }).flatMap(([list, entries]) =>
    entries.flatMap(({ id }, index) => {
      const path = `${root}/${list}/${index}/id`;
      const bytes = Buffer.byteLength(id);
      if (UNREACHABLE.includes(id))
        return [{ path, expected: "an id other than . and ..", received: describeValue(id) }];
      if (bytes <= MAX_ID_BYTES) return [];
      return [{ path, expected: `an id of at most ${MAX_ID_BYTES} bytes of UTF-8`, received: `one of ${bytes} bytes` }];
    }),
  );
}
