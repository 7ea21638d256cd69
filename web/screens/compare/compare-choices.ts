import { COMPARE_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { studyPath } from "../../api/request.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import type { OpenStudy } from "../../state/study.js";
import type { OfChoice } from "../results/of-choices.js";

interface Snapshots {
  readonly snapshots: readonly { readonly id: string; readonly title: string }[];
}

interface Experts {
  readonly contributions: readonly { readonly participant: string; readonly name: string }[];
}

export interface CompareChoices {
  /** The matrices that one may see now: the agreed ones, the experts' own, then the snapshots from the oldest on. Null until they are known. */
  readonly choices: readonly OfChoice[] | null;
  readonly problem: ApiProblem | null;
  readonly reload: () => Promise<void>;
}

/** Whether what the experts say together is open to one now; the server decides in the same way. */
function seesTogether({ role, settings, round }: Pick<OpenStudy, "role" | "settings" | "round">): boolean {
  return role === "facilitator" || settings.results === "open" || (role === "expert" && round?.state === "closed");
}

/** The matrices of a study that one may see, in words; snapshots and experts that come are there at once. */
export function useCompareChoices(study: OpenStudy): CompareChoices {
  const words = wordsOf(RESULTS_WORDS);
  const { id, role, participant } = study;
  const isFacilitator = role === "facilitator";
  const snapshots = useLiveAnswer<Snapshots>(studyPath(id, "/snapshots"), [
    "snapshot-made",
    "snapshot-changed",
    "round-closed",
  ]);
  const experts = useLiveAnswer<Experts>(isFacilitator ? studyPath(id, "/contributions") : null, [
    "participant-added",
    "participant-changed",
    "participant-removed",
  ]);
  const reload = async () => {
    await Promise.all([snapshots.reload(), experts.reload()]);
  };
  const problem = snapshots.problem ?? experts.problem;
  if (snapshots.body === null || (isFacilitator && experts.body === null)) return { choices: null, problem, reload };
  const together = seesTogether(study);
  const choices: readonly OfChoice[] = [
    ...(together ? [{ of: "consensus", title: words.ofKinds.consensus }] : []),
    ...(together && role !== "reader" ? [{ of: "aggregate", title: words.ofKinds.aggregate }] : []),
    ...(role === "expert" ? [{ of: `contribution:${participant}`, title: words.ofKinds.own }] : []),
    ...(experts.body?.contributions ?? []).map((expert) => ({
      of: `contribution:${expert.participant}`,
      title: words.ofExpert(isolated(expert.name)),
    })),
    ...snapshots.body.snapshots.map((snapshot) => ({
      of: `snapshot:${snapshot.id}`,
      title: words.ofSnapshot(isolated(snapshot.title)),
    })),
  ];
  return { choices, problem, reload };
}

/** What a matrix is called, where it is none of the choices too. */
export function titleOf(of: string, choices: readonly OfChoice[]): string {
  const known = choices.find((choice) => choice.of === of);
  if (known !== undefined) return known.title;
  const { ofKinds } = wordsOf(RESULTS_WORDS);
  if (of === "consensus" || of === "aggregate") return ofKinds[of];
  return wordsOf(COMPARE_WORDS).unknownOf;
}
