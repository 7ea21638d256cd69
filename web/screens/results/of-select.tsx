import { RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import type { OfChoice } from "./of-choices.js";

/** Chooses whose matrix is shown; the choice is in the address. */
export function OfSelect({ of, choices }: { readonly of: string; readonly choices: readonly OfChoice[] }) {
  const words = wordsOf(RESULTS_WORDS);
  const known = choices.some((choice) => choice.of === of);
  return (
    <label class="of-select">
      <span>{words.of}</span>
      <select
        value={of}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setParameters({ of: value === "consensus" ? null : value }, { replace: false });
        }}
      >
        {choices.map((choice) => (
          <option key={choice.of} value={choice.of}>
            {choice.title}
          </option>
        ))}
        {!known && <option value={of}>{of}</option>}
      </select>
    </label>
  );
}
