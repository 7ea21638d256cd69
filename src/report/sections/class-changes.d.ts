import type { Plane } from "../../structure/plane.js";
import { type Content } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** The variables that have a class in both planes, and not the same one. */
export declare function changingClass(before: Plane, after: Plane): number[];
/** The variables whose class differs between two planes, gathered by the change they make, with what it means where asked for. */
export declare function classChanges(
  { words, names }: ReportContext,
  before: Plane,
  after: Plane,
  options: {
    readonly reasons: boolean;
  },
): Content[];
