import { COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import type { OfChoice } from "../results/of-choices.js";
import { wayAsked } from "./way.js";

/** The way on where two states cannot be compared: changes can be tried on any one matrix that is open. */
export function ToWhatIf({ choices }: { readonly choices: readonly OfChoice[] }) {
  const words = wordsOf(COMPARE_WORDS);
  const [first] = choices;
  if (first === undefined) return null;
  const isThere = wayAsked() === "what-if";
  return (
    <button
      type="button"
      class="button primary"
      onClick={() => setParameters({ by: "what-if", of: isThere ? first.of : null }, { replace: false })}
    >
      {isThere ? first.title : words.toWhatIf}
    </button>
  );
}
