import { randomBytes } from "node:crypto";

/**
 * An id of a study, a participant, a link, a snapshot or a job: 128 random bits in 32 hexadecimal digits.
 * No sign stands in it: a command line would read a leading `-` as an option, a spreadsheet as a formula.
 */
export function newId(): string {
  return randomBytes(16).toString("hex");
}
