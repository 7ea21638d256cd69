import { PAGE_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";
import { StateMessage } from "../shell/state-message.js";

/** An address that shows nothing. */
export function NowhereScreen() {
  const words = wordsOf(PAGE_WORDS);
  return (
    <StateMessage title={words.states.nowhereTitle} text={words.states.nowhereText}>
      <a class="button" href="/">
        {words.back}
      </a>
    </StateMessage>
  );
}
