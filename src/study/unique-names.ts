import { describeValue, type Issue } from "../errors.js";

/** Adds an issue for each name that is blank or was there before, `null` aside; returns where. */
export function checkUnique(
  names: readonly (string | null)[],
  pathOf: (index: number) => string,
  issues: Issue[],
): number[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    if (name === null) return [];
    const earlier = first.get(name);
    const blank = name.trim() === "";
    if (!blank && earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const expected =
      blank || earlier === undefined ? "a name that is not blank" : `a name of its own (${pathOf(earlier)} has it)`;
    issues.push({ path: pathOf(index), expected, received: describeValue(name) });
    return [index];
  });
}
