import { COMPARE_WORDS } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import { wordsOf } from "../../language/language.js";
import { screenAddress } from "../../router/route.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import type { OpenStudy } from "../../state/study.js";
import type { Participant, Participants } from "../facilitator/facilitator-views.js";
import { PEOPLE_EVENTS } from "../facilitator/people-part.js";
import { useMatrixOf } from "../results/matrix-of.js";
import { useContributions } from "./contributions-of.js";
import { Groups } from "./groups.js";
import { goToWay } from "./way.js";

/** Two groups of experts: for the facilitator, who alone knows who answered what. */
export function GroupsWay({ study }: { readonly study: OpenStudy }) {
  const words = wordsOf(COMPARE_WORDS);
  if (study.role === "facilitator") return <FacilitatorGroups study={study} />;
  return (
    <StateMessage title={words.groupsOnlyTitle} text={words.groupsOnlyText}>
      <button type="button" class="button primary" onClick={() => goToWay("states")}>
        {words.toStates}
      </button>
      <button type="button" class="button" onClick={() => goToWay("what-if")}>
        {words.toWhatIf}
      </button>
    </StateMessage>
  );
}

function FacilitatorGroups({ study }: { readonly study: OpenStudy }) {
  const people = useLiveAnswer<Participants>(studyPath(study.id, "/participants"), PEOPLE_EVENTS);
  const { body, problem } = people;
  if (body === null)
    return problem === null ? (
      <LoadingMessage />
    ) : (
      <ProblemMessage problem={problem} retry={() => void people.reload()} />
    );
  const experts = body.participants.filter(({ role }) => role === "expert");
  return experts.length < 2 ? (
    <TooFew study={study.id} count={experts.length} />
  ) : (
    <WithAnswers study={study} experts={experts} />
  );
}

function TooFew({ study, count }: { readonly study: string; readonly count: number }) {
  const words = wordsOf(COMPARE_WORDS);
  const title = count === 0 ? words.noExpertsTitle : words.oneExpertTitle;
  return (
    <StateMessage title={title} text={count === 0 ? words.noExpertsText : words.oneExpertText}>
      <a class="button primary" href={`${screenAddress(study, "facilitator")}?part=people`}>
        {words.toPeople}
      </a>
    </StateMessage>
  );
}

function WithAnswers({ study, experts }: { readonly study: OpenStudy; readonly experts: readonly Participant[] }) {
  const words = wordsOf(COMPARE_WORDS);
  const { matrix, problem, retry } = useMatrixOf(study, "consensus");
  const variables = (matrix?.source as { readonly variables: OpenStudy["variables"] } | undefined)?.variables ?? [];
  const answers = useContributions(study.id, matrix, variables, experts);
  if (matrix === null || answers.contributions === null) {
    const refused = problem ?? answers.problem;
    if (refused !== null) return <ProblemMessage problem={refused} retry={problem === null ? answers.retry : retry} />;
    return (
      <div role="status">
        <p class="soft">{words.readingAnswers}</p>
        <LoadingMessage />
      </div>
    );
  }
  const { contributions } = answers;
  const isBlank = contributions.every((one) => one.answers.every((row) => row.every((answer) => answer === null)));
  if (isBlank)
    return (
      <StateMessage title={words.noAnswersTitle} text={words.noAnswersText}>
        <a class="button primary" href={screenAddress(study.id, "facilitator")}>
          {words.toProgress}
        </a>
      </StateMessage>
    );
  return (
    <Groups
      study={study}
      experts={experts}
      base={{ ...matrix, key: answers.key, contributions }}
      contributions={contributions}
    />
  );
}
