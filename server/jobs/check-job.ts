import {
  describeValue,
  OptionsError,
  type RobustnessOptions,
  resolveSensitivityOptions,
  robustnessSlices,
  type SensitivityOptions,
  type Study,
} from "../../src/index.js";
import type { Options } from "../engine/task.js";
import type { JobKind } from "./job-kind.js";

/** Options of the library that are the server's own affair. */
const RUN_OPTIONS = ["signal", "onProgress", "workers"];

/** Throws what the library throws for a study and options, before anything is computed that takes long. */
export function checkJob(kind: JobKind, study: Study, options: Options): void {
  const own = RUN_OPTIONS.filter((name) => Object.hasOwn(options, name));
  if (own.length > 0) {
    const expected = "no option of this name: the server decides how a job runs";
    throw new OptionsError(own.map((path) => ({ path, expected, received: describeValue(options[path]) })));
  }
  if (kind === "sensitivity") resolveSensitivityOptions(study, options as SensitivityOptions);
  // The first slice checks the options against the study and its planes, and tries nothing.
  else robustnessSlices(study, options as RobustnessOptions).next();
}
