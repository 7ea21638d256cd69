import type { ReportSentences } from "../../language/report-sentences.js";
import type { Class, Plane } from "../../structure/plane.js";
import { type Content, strong } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** The variables that have a class in both planes, and not the same one. */
export function changingClass(before: Plane, after: Plane): number[] {
  return before.classes.flatMap((from, i) => {
    const to = after.classes[i]!;
    return from === null || to === null || from === to ? [] : [i];
  });
}

/** The variables whose class differs between two planes, gathered by the change they make, with what it means where asked for. */
export function classChanges(
  { words, names }: ReportContext,
  before: Plane,
  after: Plane,
  options: { readonly reasons: boolean },
): Content[] {
  const { sentences, common, report } = words;
  const groups = new Map<string, number[]>();
  before.classes.forEach((from, i) => {
    const to = after.classes[i]!;
    if (from === to) return;
    const key = `${from} ${to}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const title = (name: Class | null) => (name === null ? report.noClass : common.classes[name].toLowerCase());
  return [...groups.values()].map((members): Content => {
    const from = before.classes[members[0]!]!;
    const to = after.classes[members[0]!]!;
    const meaning = options.reasons ? ` ${reasons(from, to, sentences).join(" ")}` : "";
    return [
      strong(sentences.becomes(title(from), title(to))),
      `${report.colon}${names(members, 20)}.${meaning}`.trimEnd(),
    ];
  });
}

function reasons(from: Class | null, to: Class | null, sentences: ReportSentences): string[] {
  if (from === null || to === null) return [];
  const found: string[] = [];
  if (isInfluential(from) !== isInfluential(to)) {
    found.push(isInfluential(to) ? sentences.influenceUp : sentences.influenceDown);
  }
  if (isDependent(from) !== isDependent(to)) {
    found.push(isDependent(to) ? sentences.dependenceUp : sentences.dependenceDown);
  }
  return found;
}

function isInfluential(name: Class): boolean {
  return name === "motor" || name === "relay";
}

function isDependent(name: Class): boolean {
  return name === "dependent" || name === "relay";
}
