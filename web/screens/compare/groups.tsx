import { COMPARE_WORDS, type Contribution } from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import type { Participant } from "../facilitator/facilitator-views.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { withDirect } from "./changed-matrix.js";
import { Comparison } from "./comparison.js";
import { GroupChoice } from "./group-choice.js";
import { type GroupLists, halves, listAsked } from "./group-lists.js";
import { QuickGroups } from "./quick-groups.js";

export interface GroupsProps {
  readonly study: OpenStudy;
  readonly experts: readonly Participant[];
  /** The study, with the answers of its experts for the engine to work on. */
  readonly base: MatrixOf;
  readonly contributions: readonly Contribution[];
}

/** Who is in which group, what each group says together, and how the two differ. */
export function Groups({ study, experts, base, contributions }: GroupsProps) {
  const words = wordsOf(COMPARE_WORDS);
  const heads = words.heads.groups;
  const usual = halves(experts);
  const lists: GroupLists = {
    one: listAsked(parameters.value.get("one"), experts) ?? usual.one,
    two: listAsked(parameters.value.get("two"), experts) ?? usual.two,
  };
  const choose = (next: GroupLists) =>
    setParameters({ one: next.one.join(","), two: next.two.join(",") }, { replace: false });
  const { aggregation } = study.settings;
  const ask = (ids: readonly string[]) =>
    ids.length === 0 ? null : ({ kind: "group", experts: ids, options: aggregation } as const);
  const first = useWork(base, ask(lists.one));
  const second = useWork(base, ask(lists.two));
  const problem = first.problem ?? second.problem;
  const isChosen = lists.one.length > 0 && lists.two.length > 0;
  const [one, two] = [first.answer, second.answer];
  const name = (rule: object) => JSON.stringify(rule);
  const both = experts.filter(({ id }) => lists.one.includes(id) && lists.two.includes(id));
  return (
    <>
      <QuickGroups experts={experts} onChoose={choose} />
      <div class="groups no-print">
        <GroupChoice
          head={heads.before}
          experts={experts}
          contributions={contributions}
          chosen={lists.one}
          said={lists.one.length === 0 ? null : one}
          onChoose={(ids) => choose({ ...lists, one: ids })}
        />
        <GroupChoice
          head={heads.after}
          experts={experts}
          contributions={contributions}
          chosen={lists.two}
          said={lists.two.length === 0 ? null : two}
          onChoose={(ids) => choose({ ...lists, two: ids })}
        />
      </div>
      <p class="note">
        {words.aggregation(words.methods[aggregation.method], aggregation.minimumAnswers)}
        {both.length > 0 && ` ${words.inBoth(both.map((expert) => isolated(expert.name)).join(", "))}`}
      </p>
      {isChosen &&
        (one === null || two === null ? (
          problem === null ? (
            <LoadingMessage />
          ) : (
            <ProblemMessage problem={problem} />
          )
        ) : (
          <Comparison
            study={study}
            before={{
              head: heads.before,
              title: words.experts(one.experts.length),
              matrix: withDirect(base, one.direct, `${base.key} ${one.experts.join(" ")} ${name(one.options)}`),
            }}
            after={{
              head: heads.after,
              title: words.experts(two.experts.length),
              matrix: withDirect(base, two.direct, `${base.key} ${two.experts.join(" ")} ${name(two.options)}`),
            }}
          />
        ))}
    </>
  );
}
