import { describeValue, type Issue, type Scale, type Study, StudyError, schemaIssues } from "../../src/index.js";
import { BundleSchema } from "../schemas/bundle.js";
import { unstorableTexts } from "../unstorable-texts.js";
import { blankMatrix } from "./assemble-study.js";
import type { Bundle } from "./bundle.js";
import { parseStoredStudy } from "./parse-stored-study.js";
import { SMALLEST_SCORE } from "./score-bounds.js";
import { snapshotContentIssues } from "./snapshot-issues.js";
import { unstorableIds } from "./stored-names.js";
import { growthIssues } from "./study-growth.js";
import { settingsIssues } from "./study-settings.js";

/** Where a bundle stands in the body. */
const ROOT = "/bundle";

/** Adds an issue. */
type Refuse = (path: string, expected: string, received: unknown) => void;

/**
 * Takes a value as a bundle, and as the study it holds. Throws StudyError with every issue: of its shape, and of what those of its parts whose shape is
 * right say of each other.
 */
export function checkBundle(value: unknown): { readonly bundle: Bundle; readonly study: Study } {
  const issues = [...unstorableTexts(value, ROOT), ...schemaIssues(BundleSchema, value, ROOT)];
  const broken = new Set(issues.map(({ path }) => path.slice(ROOT.length + 1).split("/")[0]!));
  if (broken.has("") || value === null || typeof value !== "object") throw new StudyError(issues);
  const bundle = value as Bundle;
  const refuse: Refuse = (path, expected, received) =>
    issues.push({ path: `${ROOT}${path}`, expected, received: describeValue(received) });
  const when = (parts: readonly (keyof Bundle)[], check: () => void) => {
    if (!parts.some((part) => broken.has(part))) check();
  };
  const tooLarge: Issue[] = [];
  let study: Study | null = null;
  when(["study", "fiches"], () => {
    study = studyOf(bundle, issues);
    checkFiches(bundle, refuse);
  });
  when(["settings"], () => {
    issues.push(...settingsIssues(bundle.settings, `${ROOT}/settings`));
  });
  for (const [part, timesOf] of Object.entries(TIMES)) {
    when([part as keyof Bundle], () => checkTimes(timesOf(bundle), refuse));
  }
  when(["participants"], () => checkParticipants(bundle, refuse));
  when(["study", "participants"], () => {
    const experts = bundle.participants.filter(({ role, removedAt }) => role === "expert" && removedAt === null);
    tooLarge.push(...growthIssues(experts.length, bundle.study.variables.length, `${ROOT}/participants`));
  });
  when(["study", "participants", "assignments"], () => checkAssignments(bundle, refuse));
  when(["study", "participants", "contributions"], () => checkContributions(bundle, refuse));
  when(["study", "decisions"], () => checkCells(bundle, bundle.decisions, "/decisions", refuse));
  when(["rounds", "snapshots"], () => {
    checkRounds(bundle, refuse);
    checkSnapshots(bundle, refuse, issues);
  });
  when(["events"], () => checkEvents(bundle, refuse));
  if (issues.length > 0 || study === null) throw new StudyError(issues);
  if (tooLarge.length > 0) throw new StudyError(tooLarge, "study-too-large");
  return { bundle, study };
}

/** The study with the definitions and the hypotheses of its fiches in force, its matrix blank. Null where it is none. */
function studyOf({ study, fiches }: Bundle, issues: Issue[]): Study | null {
  const latest = new Map<string, Bundle["fiches"][number]>();
  for (const fiche of fiches) {
    if (fiche.revision > (latest.get(fiche.variable)?.revision ?? 0)) latest.set(fiche.variable, fiche);
  }
  const content = (id: string) => latest.get(id)?.content ?? {};
  const variables = study.variables.map(({ namesCode: _, ...variable }) => {
    const { definition } = content(variable.id);
    return { ...variable, ...(definition !== undefined && { definition }) };
  });
  const hypotheses = study.variables.flatMap(({ id, code, namesCode }) => {
    const { hypotheses: kinds } = content(id);
    return kinds === undefined ? [] : [[id, { ...(namesCode && { code }), ...kinds }] as const];
  });
  const value = { ...study, variables, direct: blankMatrix(variables.length) };
  issues.push(
    ...unstorableIds({ variables: study.variables as Study["variables"], blocks: study.blocks }, `${ROOT}/study`),
  );
  try {
    return parseStoredStudy({ ...value, ...(hypotheses.length > 0 && { hypotheses: Object.fromEntries(hypotheses) }) });
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    issues.push(...error.issues.map((issue) => ({ ...issue, path: `${ROOT}/study${issue.path}` })));
    return null;
  }
}

type Times = readonly (readonly [path: string, time: string | null])[];

/** The times of each part, with their paths. */
const TIMES: Readonly<Record<string, (bundle: Bundle) => Times>> = {
  createdAt: ({ createdAt }) => [["/createdAt", createdAt]],
  updatedAt: ({ updatedAt }) => [["/updatedAt", updatedAt]],
  fiches: ({ fiches }) => fiches.map(({ at }, index) => [`/fiches/${index}/at`, at]),
  participants: ({ participants }) =>
    participants.flatMap(({ createdAt, removedAt }, index) => [
      [`/participants/${index}/createdAt`, createdAt],
      [`/participants/${index}/removedAt`, removedAt],
    ]),
  contributions: ({ contributions }) =>
    contributions.flatMap(({ cells }, person) =>
      cells.map(({ at }, index) => [`/contributions/${person}/cells/${index}/at`, at] as const),
    ),
  decisions: ({ decisions }) => decisions.map(({ at }, index) => [`/decisions/${index}/at`, at]),
  rounds: ({ rounds }) =>
    rounds.flatMap(({ openedAt, closedAt }, index) => [
      [`/rounds/${index}/openedAt`, openedAt],
      [`/rounds/${index}/closedAt`, closedAt],
    ]),
  snapshots: ({ snapshots }) => snapshots.map(({ createdAt }, index) => [`/snapshots/${index}/createdAt`, createdAt]),
  events: ({ events }) => events.map(({ at }, index) => [`/events/${index}/at`, at]),
};

function checkTimes(times: Times, refuse: Refuse): void {
  for (const [path, time] of times) {
    if (time !== null && !isTime(time)) refuse(path, "a time in UTC, such as 2026-01-01T09:30:00.000Z", time);
  }
}

/** As the tables hold times: other forms would not sort. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

function checkOnce(names: readonly string[], pathOf: (index: number) => string, refuse: Refuse): void {
  const seen = new Map<string, number>();
  names.forEach((name, index) => {
    const earlier = seen.get(name);
    if (earlier !== undefined) refuse(pathOf(index), `one of its own (${ROOT}${pathOf(earlier)} is the same)`, name);
    else seen.set(name, index);
  });
}

function checkParticipants({ participants }: Bundle, refuse: Refuse): void {
  checkOnce(
    participants.map(({ id }) => id),
    (index) => `/participants/${index}/id`,
    refuse,
  );
  const inCharge = participants.some(({ role, removedAt }) => role === "facilitator" && removedAt === null);
  if (!inCharge) refuse("/participants", "at least one facilitator who takes part", participants);
}

function checkFiches({ study, fiches }: Bundle, refuse: Refuse): void {
  const variables = idsOf(study.variables);
  const revisions = new Map<string, Set<number>>();
  fiches.forEach(({ variable, revision }, index) => {
    if (!variables.has(variable)) refuse(`/fiches/${index}/variable`, "the id of a variable", variable);
    const known = revisions.get(variable) ?? new Set<number>();
    revisions.set(variable, known);
    if (known.has(revision)) refuse(`/fiches/${index}/revision`, "a revision that the fiche has once", revision);
    known.add(revision);
  });
  for (const [variable, known] of revisions) {
    const last = Math.max(...known);
    if (last !== known.size) refuse("/fiches", `the revisions 1 to ${last} of the fiche of ${variable}`, known.size);
  }
}

function idsOf(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}

function checkAssignments({ study, participants, assignments }: Bundle, refuse: Refuse): void {
  const ids = { variables: idsOf(study.variables), blocks: idsOf(study.blocks), participants: idsOf(participants) };
  checkOnce(
    assignments.map(({ participant }) => participant),
    (index) => `/assignments/${index}/participant`,
    refuse,
  );
  assignments.forEach(({ participant, items }, person) => {
    const path = `/assignments/${person}`;
    if (!ids.participants.has(participant)) refuse(`${path}/participant`, "the id of a participant", participant);
    if (items.length === 0) refuse(`${path}/items`, "at least one item; leave out who has none", items);
    checkOnce(
      items.map((item) => JSON.stringify(Object.entries(item).sort())),
      (index) => `${path}/items/${index}`,
      refuse,
    );
    items.forEach((item, index) => {
      const names = Object.entries(item).filter(([name]) => name !== "kind");
      for (const [name, id] of names) {
        const known = name === "block" ? ids.blocks : ids.variables;
        if (!known.has(id))
          refuse(`${path}/items/${index}/${name}`, `the id of a ${name === "block" ? "block" : "variable"}`, id);
      }
    });
  });
}

/** The largest number that a scale names; a million where it names none. */
function largestOf(scale: Scale | undefined): number {
  const numbers = (scale?.values ?? []).map(({ value }) => Number(value)).filter(Number.isFinite);
  return Math.min(numbers.length === 0 ? 1_000_000 : Math.max(...numbers), 1_000_000);
}

function checkContributions(bundle: Bundle, refuse: Refuse): void {
  const { participants, contributions } = bundle;
  const ids = idsOf(participants);
  checkOnce(
    contributions.map(({ participant }) => participant),
    (index) => `/contributions/${index}/participant`,
    refuse,
  );
  contributions.forEach(({ participant, cells }, index) => {
    const path = `/contributions/${index}`;
    if (!ids.has(participant)) refuse(`${path}/participant`, "the id of a participant", participant);
    if (cells.length === 0) refuse(`${path}/cells`, "at least one cell; leave out who has none", cells);
    checkCells(bundle, cells, `${path}/cells`, refuse);
  });
}

interface Score {
  readonly from: string;
  readonly to: string;
  readonly value: unknown;
}

function checkCells({ study }: Bundle, cells: readonly Score[], path: string, refuse: Refuse): void {
  const variables = idsOf(study.variables);
  const largest = largestOf(study.scale);
  checkOnce(
    cells.map(({ from, to }) => JSON.stringify([from, to])),
    (index) => `${path}/${index}`,
    refuse,
  );
  cells.forEach(({ from, to, value }, index) => {
    if (!variables.has(from)) refuse(`${path}/${index}/from`, "the id of a variable", from);
    if (!variables.has(to)) refuse(`${path}/${index}/to`, "the id of a variable", to);
    if (from === to) refuse(`${path}/${index}/to`, "another variable: the diagonal has no scores", to);
    // Not -0: it would come back as 0.
    const fits = typeof value !== "number" || value === 0 || (value >= SMALLEST_SCORE && value <= largest);
    if (!fits || Object.is(value, -0))
      refuse(`${path}/${index}/value`, `0, or a number from ${SMALLEST_SCORE.toFixed(6)} to ${largest}`, value);
  });
}

function checkRounds({ rounds, ...bundle }: Bundle, refuse: Refuse): void {
  const snapshots = idsOf(bundle.snapshots);
  rounds.forEach(({ number, state, closedAt, snapshot }, index) => {
    const path = `/rounds/${index}`;
    if (number !== index + 1) refuse(`${path}/number`, String(index + 1), number);
    const last = index === rounds.length - 1;
    if (state === "open" && !last) refuse(`${path}/state`, "closed, for all but the last round", state);
    if ((state === "open") !== (closedAt === null))
      refuse(`${path}/closedAt`, "a time where it is closed, else null", closedAt);
    if (snapshot !== null && !snapshots.has(snapshot)) refuse(`${path}/snapshot`, "the id of a snapshot", snapshot);
    if (snapshot !== null && state === "open") refuse(`${path}/snapshot`, "null, for the round is open", snapshot);
  });
}

function checkSnapshots({ snapshots, ...bundle }: Bundle, refuse: Refuse, issues: Issue[]): void {
  const rounds = new Set(bundle.rounds.map(({ number }) => number));
  checkOnce(
    snapshots.map(({ id }) => id),
    (index) => `/snapshots/${index}/id`,
    refuse,
  );
  snapshots.forEach(({ round, content }, index) => {
    if (round !== null && !rounds.has(round)) refuse(`/snapshots/${index}/round`, "the number of a round", round);
    issues.push(...snapshotContentIssues(content, `${ROOT}/snapshots/${index}/content`));
  });
}

function checkEvents({ events }: Bundle, refuse: Refuse): void {
  events.forEach(({ seq, before, after }, index) => {
    if (seq !== index + 1) refuse(`/events/${index}/seq`, String(index + 1), seq);
    for (const [name, value] of Object.entries({ before, after })) {
      if (isDeeper(value, MAX_DEPTH)) refuse(`/events/${index}/${name}`, `at most ${MAX_DEPTH} levels`, value);
    }
  });
}

/** Deeper values than this no event has; far deeper ones cannot be written as JSON. */
const MAX_DEPTH = 100;

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
