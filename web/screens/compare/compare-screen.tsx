import type { ComponentType } from "preact";
import { COMPARE_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { StateMessage } from "../../shell/state-message.js";
import { type OpenStudy, openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { GroupsWay } from "./groups-way.js";
import { StatesWay } from "./states-way.js";
import { addressOfWay, goToWay, WAYS, type Way, wayAsked } from "./way.js";
import { WhatIfWay } from "./what-if-way.js";
import "../results/results.css";
import "./compare.css";

const PARTS: Readonly<Record<Way, ComponentType<{ readonly study: OpenStudy }>>> = {
  states: StatesWay,
  groups: GroupsWay,
  "what-if": WhatIfWay,
};

/** Two states of the study, two groups of experts, or before and after a change that is only tried, side by side. */
export function CompareScreen(_: ScreenProps) {
  const words = wordsOf(COMPARE_WORDS);
  const results = wordsOf(RESULTS_WORDS);
  const study = openedStudy.value;
  const way = wayAsked();
  const Part = PARTS[way];
  const size = study.variables.length;
  if (size === 0) return <StateMessage title={results.noVariablesTitle} text={results.noVariablesText} />;
  if (size === 1) return <StateMessage title={words.oneVariableTitle} text={words.oneVariableText} />;
  return (
    <div class="screen results compare">
      <header class="compare-head">
        <h1>{words.title}</h1>
        <p class="reading">{words.wayText[way]}</p>
      </header>
      <nav class="views no-print" aria-label={words.ways}>
        <ul>
          {WAYS.map((name) => (
            <li key={name}>
              <a
                href={addressOfWay(name)}
                aria-current={name === way ? "true" : undefined}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  goToWay(name);
                }}
              >
                {words.way[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section class="view" aria-label={words.way[way]}>
        <Part key={way} study={study} />
      </section>
    </div>
  );
}
