import type { Compared, Side } from "./compared.js";
import type { CsvColumn } from "./table-section.js";

/** The columns that say, on every row, what was compared with what. */
export function sideColumns({ before, after }: Compared): readonly CsvColumn<unknown>[] {
  const name = ({ head, title }: Side) => title ?? head;
  return [
    ["before", () => name(before)],
    ["after", () => name(after)],
  ];
}
