import { computed, signal } from "@preact/signals";
import { PAGE_WORDS, type Text, type Variable } from "../../src/index.js";
import { type ApiProblem, asProblem } from "../api/problem.js";
import { ask, studyPath } from "../api/request.js";
import type { Role, StudyView } from "../api/types.js";
import { wordsOf } from "../language/language.js";
import { isAdmin, joinWith, loadSession, sessionState } from "./session.js";

/** The study that is open, and who one is in it. */
export interface OpenStudy extends Omit<StudyView, "role" | "participant"> {
  readonly role: Role;
  /** Id of the participant one is. */
  readonly participant: string;
  readonly variables: readonly Variable[];
}

export type StudyState =
  | { readonly status: "closed" }
  | { readonly status: "loading"; readonly id: string }
  | { readonly status: "ready"; readonly id: string; readonly study: OpenStudy }
  /** An admin is not among the people of the study: nothing of it is read. */
  | { readonly status: "outside"; readonly id: string; readonly title: Text }
  | { readonly status: "failed"; readonly id: string; readonly problem: ApiProblem };

/** The study of the address, as a signal. */
export const studyState = signal<StudyState>({ status: "closed" });

/** The open study; screens of a study are shown only while there is one. */
export const openedStudy = computed<OpenStudy>(() => {
  const state = studyState.value;
  if (state.status !== "ready") throw new Error("no study is open");
  return state.study;
});

/** The study to follow live, and who follows it, as a signal; null while none is open. */
export const watchedStudy = computed(() => (studyState.value.status === "ready" ? studyState.value.study : null));

/** Opens a study, or shows why it cannot be opened. It writes nothing: an admin who is not among its people is asked first. */
export async function openStudy(id: string): Promise<void> {
  const before = studyState.value;
  if (before.status !== "ready" || before.id !== id) studyState.value = { status: "loading", id };
  try {
    if (sessionState.value.status !== "ready") await loadSession();
    if (membershipOf(id) === undefined && isAdmin()) {
      const { title } = (await ask<StudyView>(studyPath(id))).body;
      if (isStill(id)) studyState.value = { status: "outside", id, title };
      return;
    }
    const study = await readStudy(id);
    if (isStill(id)) studyState.value = { status: "ready", id, study };
  } catch (error) {
    if (isStill(id)) studyState.value = { status: "failed", id, problem: asProblem(error) };
  }
}

/** Reads the open study again, after a change of its variables, blocks or settings. A passing failure leaves it as it is. */
export async function refreshStudy(): Promise<void> {
  const state = studyState.value;
  if (state.status !== "ready") return;
  try {
    const study = await readStudy(state.id);
    // Readings that overtake each other: what is older than what is shown is left.
    const shown = studyState.value;
    if (isStill(state.id) && !(shown.status === "ready" && study.seq < shown.study.seq))
      studyState.value = { status: "ready", id: state.id, study };
  } catch (error) {
    const problem = asProblem(error);
    if (ENDING.has(problem.code) && isStill(state.id)) studyState.value = { status: "failed", id: state.id, problem };
  }
}

/** Problems that end what is open: deleted, removed, or the link revoked. */
const ENDING = new Set(["study-deleted", "study-unknown", "unauthenticated", "token-invalid", "forbidden"]);

export function closeStudy(): void {
  studyState.value = { status: "closed" };
}

function isStill(id: string): boolean {
  const state = studyState.value;
  return state.status !== "closed" && state.id === id;
}

async function readStudy(id: string): Promise<OpenStudy> {
  const [view, variables] = await Promise.all([
    ask<StudyView>(studyPath(id)),
    ask<{ readonly variables: readonly Variable[] }>(studyPath(id, "/variables")),
  ]);
  const { role, participant } = view.body;
  return { ...view.body, role: role ?? "reader", participant: participant ?? "", variables: variables.body.variables };
}

function membershipOf(id: string) {
  const state = sessionState.value;
  return state.status === "ready" ? state.session.memberships.find(({ study }) => study === id) : undefined;
}

/** Adds the admin to the people of a study as a facilitator, and exchanges the link for a session at once. Throws ApiProblem. */
export async function takePart(id: string): Promise<void> {
  const { body: participant } = await ask<{ readonly id: string }>(studyPath(id, "/participants"), {
    method: "POST",
    body: { name: wordsOf(PAGE_WORDS).roles.facilitator, role: "facilitator" },
  });
  const path = studyPath(id, `/participants/${encodeURIComponent(participant.id)}/links`);
  const { body: link } = await ask<{ readonly token: string }>(path, { method: "POST", body: {} });
  await joinWith(link.token);
}
