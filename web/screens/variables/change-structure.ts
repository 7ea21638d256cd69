import { PAGE_WORDS, VARIABLES_WORDS } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { ask, type RequestOptions, studyPath } from "../../api/request.js";
import { wordsOf } from "../../language/language.js";
import { problemLine } from "../../language/problem-text.js";
import { toast } from "../../parts/toasts.js";
import { openedStudy, refreshStudy } from "../../state/study.js";

/**
 * Changes variables or blocks of the open study as it was last read, and reads it again. Null when it is done; else why it is not, where somebody else's change
 * in between has been read, so that asking again replaces what is then seen.
 */
export async function changeStructure(path: string, options: RequestOptions): Promise<ApiProblem | null> {
  const { id, revision } = openedStudy.peek();
  try {
    await ask(studyPath(id, path), { ...options, ifMatch: `"${revision}"` });
    await refreshStudy();
    return null;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === "precondition-failed") await refreshStudy();
    return problem;
  }
}

/** What a refusal says, with every issue it names. */
export function reasonOf(problem: ApiProblem): string {
  const words = wordsOf(VARIABLES_WORDS);
  return problem.code === "precondition-failed" ? words.conflict : words.failed(problemLine(problem));
}

/** Says what came of a change, where no form stands open to say it, with a button that takes it back where `undo` says how. Whether it was done comes back. */
export function tell(problem: ApiProblem | null, done: string, undo?: () => Promise<ApiProblem | null>): boolean {
  if (problem !== null) {
    toast({ text: reasonOf(problem), kind: "error" });
    return false;
  }
  const run = async () => {
    const found = (await undo?.()) ?? null;
    if (found !== null) toast({ text: reasonOf(found), kind: "error" });
  };
  toast({ text: done, ...(undo && { action: { label: wordsOf(PAGE_WORDS).undo, run: () => void run() } }) });
  return true;
}
