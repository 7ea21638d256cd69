import type { ComponentType } from "preact";
import { FACILITATOR_WORDS } from "../../../src/index.js";
import { ApiProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { parameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { liveState } from "../../state/live.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { AgendaPart } from "./agenda-part.js";
import { AgreementPart } from "./agreement-part.js";
import { AssignmentsPart } from "./assignments-part.js";
import { DecideDialog } from "./decide-dialog.js";
import { PeoplePart } from "./people-part.js";
import { ProgressPart } from "./progress-part.js";
import { RoundsPart } from "./rounds-part.js";
import "./facilitator.css";

const PARTS = {
  progress: ProgressPart,
  people: PeoplePart,
  assignments: AssignmentsPart,
  rounds: RoundsPart,
  agreement: AgreementPart,
  agenda: AgendaPart,
} as const satisfies Record<string, ComponentType<ScreenProps>>;

type PartName = keyof typeof PARTS;

const PART_NAMES = Object.keys(PARTS) as PartName[];

/** Runs a study: who takes part, who scores what, when it ends, what is talked about, what is decided. */
export function FacilitatorScreen({ study }: ScreenProps) {
  const { role, round } = openedStudy.value;
  const words = wordsOf(FACILITATOR_WORDS);
  if (role !== "facilitator") return <ProblemMessage problem={new ApiProblem(403, { code: "forbidden", title: "" })} />;
  const asked = parameters.value.get("part");
  const shown = PART_NAMES.find((name) => name === asked) ?? "progress";
  const Part = PARTS[shown];
  const live = liveState.value ?? "waiting";
  return (
    <div class="screen facilitation">
      <header class="facilitation-head">
        <h1>{words.title}</h1>
        <p class={`pill ${round?.state ?? "closed"}`}>
          {round === null
            ? words.noRound
            : round.state === "open"
              ? words.roundOpen(round.number)
              : words.roundClosed(round.number)}
        </p>
        <p class={`pill live ${live}`} role="status">
          {words.live[live]}
        </p>
      </header>
      <nav class="parts" aria-label={words.partsLabel}>
        <ul>
          {PART_NAMES.map((name) => (
            <li key={name}>
              <a
                href={`${screenAddress(study, "facilitator")}${name === "progress" ? "" : `?part=${name}`}`}
                aria-current={name === shown ? "page" : undefined}
              >
                {words.parts[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Part study={study} />
      <DecideDialog study={study} />
    </div>
  );
}
