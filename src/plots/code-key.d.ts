import type { VariableName } from "./variable-names.js";
/** A key of codes: its height, and how it is drawn with its top at y. */
export interface CodeKey {
  readonly height: number;
  readonly draw: (x: number, y: number) => readonly string[];
}
/** Codes with their labels in columns, read downwards. A label of more than eight lines ends in …. */
export declare function codeKey(names: readonly VariableName[], width: number, title: string): CodeKey;
