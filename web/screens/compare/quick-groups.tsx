import { COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import type { Participant } from "../facilitator/facilitator-views.js";
import { byWeight, type GroupLists, halves, oneAgainst } from "./group-lists.js";

export interface QuickGroupsProps {
  readonly experts: readonly Participant[];
  readonly onChoose: (lists: GroupLists) => void;
}

/** Groups that one press makes. */
export function QuickGroups({ experts, onChoose }: QuickGroupsProps) {
  const words = wordsOf(COMPARE_WORDS);
  const weighed = byWeight(experts);
  return (
    <fieldset class="controls no-print" aria-label={words.quick}>
      <button type="button" class="button" onClick={() => onChoose(halves(experts))}>
        {words.halves}
      </button>
      {weighed !== null && (
        <button type="button" class="button" onClick={() => onChoose(weighed)}>
          {words.byWeight}
        </button>
      )}
      <label class="field">
        {words.oneAgainst}
        <select
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value !== "") onChoose(oneAgainst(experts, value));
            event.currentTarget.value = "";
          }}
        >
          <option value="">{words.chooseOne}</option>
          {experts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
