import { isDeepStrictEqual } from "node:util";
import { aggregate, describeValue, type Issue, OptionsError, StudyError, schemaIssues } from "../../src/index.js";
import { SnapshotContentSchema } from "../schemas/snapshot.js";
import { packedIssues } from "./packed-contributions.js";
import { parseStoredStudy } from "./parse-stored-study.js";
import { type PackedSnapshotContent, type SnapshotContent, unpackContent } from "./snapshot-content.js";
import { growthIssues } from "./study-growth.js";
import { settingsIssues } from "./study-settings.js";

/** Every way in which a value is not what a snapshot keeps: whoever reads it later trusts it. */
export function snapshotContentIssues(given: object, root: string): Issue[] {
  const packed = packingIssues(given, root);
  if (packed.length > 0) return packed;
  const isPacked = (given as Partial<PackedSnapshotContent>).version === 2;
  const value = isPacked ? unpackContent(given as PackedSnapshotContent) : given;
  const issues = schemaIssues(SnapshotContentSchema, value, root);
  for (const name of ["experts", "contributions", "decisions"]) {
    if (!Object.hasOwn(value, name)) issues.push({ path: `${root}/${name}`, expected: "a list", received: "nothing" });
  }
  if (issues.length > 0) return issues;
  const content = value as SnapshotContent;
  issues.push(...settingsIssues(content.settings, `${root}/settings`), ...studyIssues(content, `${root}/study`));
  if (issues.length > 0) return issues;
  return [...matrixIssues(content, `${root}/aggregate`), ...contributionIssues(content, root)];
}

/** What keeps packed contributions from being unpacked. */
function packingIssues(given: object, root: string): Issue[] {
  const { version, study, contributions } = given as Partial<PackedSnapshotContent>;
  if (version !== 2) return [];
  const variables: unknown = study?.variables;
  if (!Array.isArray(variables)) {
    return [{ path: `${root}/study/variables`, expected: "a list", received: describeValue(variables) }];
  }
  const path = `${root}/contributions`;
  const issues = packedIssues(contributions, variables.length, path);
  return issues.length > 0 ? issues : growthIssues(contributions!.length, variables.length, path);
}

function studyIssues({ study }: SnapshotContent, root: string): Issue[] {
  try {
    if (isDeepStrictEqual(parseStoredStudy(study), study)) return [];
    return [
      { path: root, expected: "a study with all its members, as it was kept", received: "one with defaults left out" },
    ];
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    return error.issues.map((issue) => ({ ...issue, path: `${root}${issue.path}` }));
  }
}

function matrixIssues({ study, aggregate: rows }: SnapshotContent, path: string): Issue[] {
  const size = study.variables.length;
  if (rows.length === size && rows.every((row) => row.length === size)) return [];
  return [{ path, expected: `a matrix of ${size} × ${size}`, received: `a list of ${rows.length}` }];
}

/** Contributions are what the engine aggregates. */
function contributionIssues({ study, contributions, settings }: SnapshotContent, root: string): Issue[] {
  try {
    aggregate(study, contributions, (settings as { aggregation?: object }).aggregation);
    return [];
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    return error.issues.map((issue) => ({ ...issue, path: `${root}/${issue.path}` }));
  }
}
