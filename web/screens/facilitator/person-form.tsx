import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import type { Role } from "../../api/types.js";
import { wordsOf } from "../../language/language.js";
import type { Participant } from "./facilitator-views.js";

export interface PersonFields {
  readonly name: string;
  readonly role: Role;
  readonly weight: number;
}

export interface PersonFormProps {
  /** Who is changed; somebody new where left out. */
  readonly person?: Participant;
  /** Whether it was saved comes back: fields of somebody new are then emptied. */
  readonly onSave: (fields: PersonFields, withLink: boolean) => Promise<boolean>;
}

const ROLES: readonly Role[] = ["expert", "reader", "facilitator"];

/** Name, role and weight of somebody. */
export function PersonForm({ person, onSave }: PersonFormProps) {
  const words = wordsOf(FACILITATOR_WORDS).people;
  const page = wordsOf(PAGE_WORDS);
  const [name, setName] = useState(person?.name ?? "");
  const [role, setRole] = useState<Role>(person?.role ?? "expert");
  const [weight, setWeight] = useState(String(person?.weight ?? 1));
  const [isBusy, setBusy] = useState(false);
  const save = async (withLink: boolean) => {
    setBusy(true);
    const isSaved = await onSave({ name: name.trim(), role, weight: Number(weight) }, withLink);
    setBusy(false);
    if (isSaved && person === undefined) setName("");
  };
  return (
    <form
      class="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.submitter?.getAttribute("value") === "link");
      }}
    >
      <label class="field grow">
        <span>{words.name}</span>
        <input
          required
          dir="auto"
          maxLength={200}
          pattern=".*\S.*"
          autocomplete="off"
          placeholder={words.namePlaceholder}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{words.role}</span>
        <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {page.roles[each]}
            </option>
          ))}
        </select>
      </label>
      {role === "expert" && (
        <label class="field weight" title={words.weightHint}>
          <span>{words.weight}</span>
          <input
            required
            type="number"
            min={0}
            max={1000}
            step="any"
            value={weight}
            onInput={(event) => setWeight(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="row">
        {person === undefined ? (
          <>
            <button type="submit" value="link" class="button primary" disabled={isBusy}>
              {words.addAndLink}
            </button>
            <button type="submit" value="plain" class="button" disabled={isBusy}>
              {words.addDo}
            </button>
          </>
        ) : (
          <button type="submit" class="button primary" disabled={isBusy}>
            {words.save}
          </button>
        )}
      </div>
    </form>
  );
}
