import { signal } from "@preact/signals";
import { type ApiProblem, asProblem } from "../api/problem.js";
import { ask } from "../api/request.js";
import type { JoinedView, SessionView } from "../api/types.js";

export type SessionState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly session: SessionView }
  | { readonly status: "failed"; readonly problem: ApiProblem };

/** Who this browser is for the server, as a signal. */
export const sessionState = signal<SessionState>({ status: "loading" });

/** Asks the server who this browser is. */
export async function loadSession(): Promise<void> {
  try {
    const { body } = await ask<SessionView>("/session");
    sessionState.value = { status: "ready", session: body };
  } catch (error) {
    sessionState.value = { status: "failed", problem: asProblem(error) };
  }
}

/** Whether this browser may create, list and delete all studies. */
export function isAdmin(): boolean {
  return sessionState.value.status === "ready" && sessionState.value.session.admin;
}

/** Exchanges a link for a session. Throws ApiProblem for a link that is wrong, used, revoked or expired. */
export async function joinWith(token: string): Promise<JoinedView> {
  const { body } = await ask<JoinedView>("/session", { method: "POST", body: { token } });
  sessionState.value = { status: "ready", session: body };
  return body;
}

/** Leaves: the session of this browser ends on the server too. */
export async function leave(): Promise<void> {
  await ask("/session", { method: "DELETE" });
  await loadSession();
}
