import { useEffect, useState } from "preact/hooks";
import { RESULTS_WORDS } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";

/** A matrix that can be chosen, as `of` of the API. */
export interface OfChoice {
  readonly of: string;
  readonly title: string;
}

interface Snapshot {
  readonly id: string;
  readonly title: string;
}

interface Expert {
  readonly participant: string;
  readonly name: string;
}

interface Lists {
  readonly snapshots: readonly Snapshot[];
  readonly experts: readonly Expert[];
}

/** The matrices of a study that one may ask for, in words. What is hidden for now is among them: it says so when it is chosen. */
export function useOfChoices(study: OpenStudy): readonly OfChoice[] {
  const words = wordsOf(RESULTS_WORDS);
  const [lists, setLists] = useState<Lists>({ snapshots: [], experts: [] });
  const { id, role, participant } = study;
  useEffect(() => {
    let left = false;
    const read = async () => {
      const [snapshots, experts] = await Promise.all([
        ask<{ readonly snapshots: readonly Snapshot[] }>(studyPath(id, "/snapshots")),
        role === "facilitator"
          ? ask<{ readonly contributions: readonly Expert[] }>(studyPath(id, "/contributions"))
          : null,
      ]);
      if (!left) setLists({ snapshots: snapshots.body.snapshots, experts: experts?.body.contributions ?? [] });
    };
    // Without the lists the consensus is still there to be chosen.
    read().catch(() => {});
    return () => {
      left = true;
    };
  }, [id, role]);
  return [
    { of: "consensus", title: words.ofKinds.consensus },
    ...(role === "reader" ? [] : [{ of: "aggregate", title: words.ofKinds.aggregate }]),
    ...(role === "expert" ? [{ of: `contribution:${participant}`, title: words.ofKinds.own }] : []),
    ...lists.experts.map(({ participant: expert, name }) => ({
      of: `contribution:${expert}`,
      title: words.ofExpert(isolated(name)),
    })),
    ...lists.snapshots.map(({ id: snapshot, title }) => ({
      of: `snapshot:${snapshot}`,
      title: words.ofSnapshot(isolated(title)),
    })),
  ];
}
