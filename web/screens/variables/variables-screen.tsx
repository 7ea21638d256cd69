import { useState } from "preact/hooks";
import { VARIABLES_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { parameters } from "../../router/address.js";
import { StateMessage } from "../../shell/state-message.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { BlocksPanel } from "./blocks-panel.js";
import { FicheScreen } from "./fiche-screen.js";
import { VariableDialog } from "./variable-dialog.js";
import { VariablesTable } from "./variables-table.js";
import "./variables.css";

/** The variables of a study, their blocks and order, and the sheet of each. */
export function VariablesScreen({ study }: ScreenProps) {
  const words = wordsOf(VARIABLES_WORDS);
  const { variables, blocks, role } = openedStudy.value;
  const [isAdding, setAdding] = useState(false);
  const fiche = parameters.value.get("fiche");
  if (fiche !== null) return <FicheScreen key={fiche} study={study} variable={fiche} />;
  const isFacilitator = role === "facilitator";
  const addButton = isFacilitator && (
    <button type="button" class="button primary" onClick={() => setAdding(true)}>
      {words.add}
    </button>
  );
  return (
    <>
      {variables.length === 0 ? (
        <StateMessage title={words.emptyTitle} text={isFacilitator ? words.emptyText : words.emptyWait}>
          {addButton || undefined}
        </StateMessage>
      ) : (
        <div class="screen variables">
          <header class="variables-head">
            <div>
              <h1>{words.title}</h1>
              <p class="soft">{words.intro(figure(variables.length), figure(blocks.length))}</p>
            </div>
            {addButton}
          </header>
          <VariablesTable study={study} />
        </div>
      )}
      {isFacilitator && <BlocksPanel />}
      {isAdding && <VariableDialog onClose={() => setAdding(false)} />}
    </>
  );
}
