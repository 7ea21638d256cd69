import {
  type AggregationOptions,
  describeValue,
  type Issue,
  OptionsError,
  type ResolvedAggregationOptions,
  resolveAggregationOptions,
  type Study,
} from "../../src/index.js";
import { largestScore } from "./score-bounds.js";

/** How a study is scored, and who sees what. */
export interface StudySettings {
  /** Whether experts and readers see live results before the round is closed. @default "hidden" */
  readonly results: "hidden" | "open";
  /** Whether experts may answer cells that are not assigned to them. @default "open" */
  readonly unassigned: "open" | "locked";
  /** How contributions become one matrix. */
  readonly aggregation: ResolvedAggregationOptions;
}

/** Settings as they are stored: what nobody has set is not there. */
export type GivenSettings = {
  readonly results?: StudySettings["results"];
  readonly unassigned?: StudySettings["unassigned"];
  readonly aggregation?: AggregationOptions;
};

const CHOICES = { results: ["hidden", "open"], unassigned: ["open", "locked"] } as const;

export const SETTINGS_DEFAULTS: StudySettings = Object.freeze({
  results: "hidden",
  unassigned: "open",
  aggregation: resolveAggregationOptions(),
});

/** Settings with the defaults for what is not given. */
export function completeSettings(given: GivenSettings): StudySettings {
  return { ...SETTINGS_DEFAULTS, ...given, aggregation: resolveAggregationOptions(given.aggregation) };
}

/** Settings and what changes of them: null takes one back to its default. */
export function mergeSettings(given: GivenSettings, changes: object): GivenSettings {
  const merged = merge(given, changes) as Record<string, unknown>;
  const changed = (changes as { aggregation?: unknown }).aggregation;
  if (isRecord(changed)) merged["aggregation"] = merge(given.aggregation ?? {}, changed);
  return merged as GivenSettings;
}

function merge(given: object, changes: object): object {
  return Object.fromEntries(Object.entries({ ...given, ...changes }).filter(([, value]) => value !== null));
}

/** Every way in which a value breaks what settings may be. */
export function settingsIssues(value: unknown, root: string): Issue[] {
  if (!isRecord(value)) return [{ path: root, expected: "an object", received: describeValue(value) }];
  return Object.entries(value).flatMap(([name, setting]): Issue[] => {
    const path = `${root}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const received = describeValue(setting);
    if (name === "results" || name === "unassigned") {
      const choices: readonly unknown[] = CHOICES[name];
      return choices.includes(setting) ? [] : [{ path, expected: `one of ${choices.join(", ")}`, received }];
    }
    if (name === "aggregation") return aggregationIssues(setting, path);
    return [{ path, expected: "no setting of this name (known: results, unassigned, aggregation)", received }];
  });
}

/** What is wrong with settings on a scale: a P that counts more than its largest score, with which an aggregate could leave it. */
export function potentialIssues(given: GivenSettings, study: Pick<Study, "scale">, root: string): Issue[] {
  const { potentialValue } = completeSettings(given).aggregation;
  const largest = largestScore(study);
  if (potentialValue <= largest) return [];
  const expected = `a number from 0 to ${largest}, the largest score of the scale`;
  return [{ path: `${root}/aggregation/potentialValue`, expected, received: describeValue(potentialValue) }];
}

function aggregationIssues(value: unknown, root: string): Issue[] {
  if (!isRecord(value)) return [{ path: root, expected: "an object", received: describeValue(value) }];
  try {
    resolveAggregationOptions(value as AggregationOptions);
    return [];
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    return error.issues.map((issue) => ({ ...issue, path: `${root}/${issue.path}` }));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
