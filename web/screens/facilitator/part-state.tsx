import type { ComponentChildren } from "preact";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { LiveAnswer } from "../../state/live-answer.js";

export interface PartStateProps<Body> {
  readonly answer: LiveAnswer<Body>;
  readonly children: (body: Body) => ComponentChildren;
}

/** What an answer shows, or why there is none yet. An answer that is there stays where reading it again fails. */
export function PartState<Body>({ answer: { body, problem, reload }, children }: PartStateProps<Body>) {
  if (body !== null) return <>{children(body)}</>;
  if (problem !== null) return <ProblemMessage problem={problem} retry={() => void reload()} />;
  return <LoadingMessage />;
}
