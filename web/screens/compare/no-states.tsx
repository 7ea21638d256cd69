import { useState } from "preact/hooks";
import { COMPARE_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import { dateOf } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { toast } from "../../parts/toasts.js";
import { setParameters } from "../../router/address.js";
import { StateMessage } from "../../shell/state-message.js";
import type { OpenStudy } from "../../state/study.js";
import type { OfChoice } from "../results/of-choices.js";
import { titleOf } from "./compare-choices.js";
import { pairWithoutSnapshot } from "./state-pair.js";
import { ToWhatIf } from "./to-what-if.js";

export interface NoStatesProps {
  readonly study: OpenStudy;
  readonly choices: readonly OfChoice[];
  /** Reads the choices again. */
  readonly onTaken: () => Promise<void>;
}

/** There is no snapshot to compare with: how one comes about, and which pair is there without it. */
export function NoStates({ study, choices, onTaken }: NoStatesProps) {
  const words = wordsOf(COMPARE_WORDS);
  const pair = pairWithoutSnapshot(choices);
  const isFacilitator = study.role === "facilitator";
  const title = pair === null && !isFacilitator ? words.fewStatesTitle : words.noSnapshotTitle;
  const text = isFacilitator
    ? words.noSnapshotText
    : pair !== null
      ? words.noSnapshotWait
      : study.role === "reader"
        ? words.fewStatesReader
        : words.fewStatesText;
  return (
    <StateMessage title={title} text={text}>
      {isFacilitator && <TakeSnapshot study={study.id} onTaken={onTaken} />}
      {pair !== null && (
        <button
          type="button"
          class="button"
          onClick={() => setParameters({ a: pair.before, b: pair.after }, { replace: false })}
        >
          {words.comparePair(titleOf(pair.before, choices), titleOf(pair.after, choices))}
        </button>
      )}
      {pair === null && !isFacilitator && <ToWhatIf choices={choices} />}
    </StateMessage>
  );
}

function TakeSnapshot({ study, onTaken }: { readonly study: string; readonly onTaken: () => Promise<void> }) {
  const words = wordsOf(COMPARE_WORDS);
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const usual = words.snapshotUsual(dateOf(new Date().toISOString()));
  const take = async () => {
    const title = (typed ?? usual).trim() || usual;
    setBusy(true);
    try {
      await ask(studyPath(study, "/snapshots"), { method: "POST", body: { title } });
      toast({ text: words.snapshotTaken(isolated(title)) });
      await onTaken();
    } catch (error) {
      toast({ text: words.snapshotFailed(problemText(asProblem(error))), kind: "error" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="take-snapshot"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void take();
      }}
    >
      <label class="field">
        {words.snapshotName}
        <input
          type="text"
          maxLength={200}
          value={typed ?? usual}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" aria-disabled={busy}>
        {words.takeSnapshot}
      </button>
    </form>
  );
}
