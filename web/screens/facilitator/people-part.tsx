import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import { parameters, setParameters } from "../../router/address.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { attempt } from "./attempt.js";
import type { Contributions, MadeLink, Participant, Participants } from "./facilitator-views.js";
import { LinkDialog } from "./link-dialog.js";
import { LinksOf } from "./links-of.js";
import { PartState } from "./part-state.js";
import { type PersonFields, PersonForm } from "./person-form.js";

export const PEOPLE_EVENTS = ["participant-added", "participant-changed", "participant-removed"];

interface ShownLink {
  readonly name: string;
  readonly link: MadeLink;
}

/** Who takes part, and the links by which they come in. */
export function PeoplePart({ study }: ScreenProps) {
  const words = wordsOf(FACILITATOR_WORDS).people;
  const page = wordsOf(PAGE_WORDS);
  const people = useLiveAnswer<Participants>(studyPath(study, "/participants"), PEOPLE_EVENTS);
  const [made, setMade] = useState<ShownLink | null>(null);
  const [edited, setEdited] = useState<Participant | null>(null);
  const [leaving, setLeaving] = useState<Participant | null>(null);
  const { participant: self } = openedStudy.value;
  const opened = parameters.value.get("links");
  const pathOf = ({ id }: { readonly id: string }) => studyPath(study, `/participants/${encodeURIComponent(id)}`);

  const makeLink = (person: Pick<Participant, "id" | "name">) =>
    attempt(async () => {
      const { body } = await ask<MadeLink>(`${pathOf(person)}/links`, { method: "POST", body: {} });
      setMade({ name: person.name, link: body });
    });
  const add = async (fields: PersonFields, withLink: boolean) => {
    const done = await attempt(
      async () => {
        const path = studyPath(study, "/participants");
        const { body } = await ask<Participant>(path, { method: "POST", body: fields });
        await people.reload();
        if (withLink) await makeLink(body);
      },
      withLink ? undefined : words.added(isolated(fields.name)),
    );
    return done;
  };
  const change = async (person: Participant, fields: PersonFields) => {
    const { name, role, weight } = person;
    const patch = async (body: PersonFields) => {
      await ask(pathOf(person), { method: "PATCH", body });
      await people.reload();
    };
    const done = await attempt(
      () => patch(fields),
      words.changed(isolated(fields.name)),
      () => patch({ name, role, weight }),
    );
    if (done) setEdited(null);
    return done;
  };
  const remove = async (person: Participant) => {
    if (await attempt(() => ask(pathOf(person), { method: "DELETE" }), words.removed(isolated(person.name)))) {
      setLeaving(null);
      await people.reload();
    }
  };

  return (
    <section class="part">
      <div class="card panel">
        <h2>{words.add}</h2>
        <PersonForm onSave={add} />
      </div>
      <PartState answer={people}>
        {({ participants }) => (
          <ul class="people">
            {participants.map((person) => {
              const isOpen = opened === person.id;
              return (
                <li key={person.id} class="card person">
                  <div class="person-line">
                    <div class="person-name">
                      <strong dir="auto">{person.name}</strong>
                      {person.id === self && <span class="pill">{words.you}</span>}
                      <span class="soft">
                        {page.roles[person.role]}
                        {person.role === "expert" &&
                          person.weight !== 1 &&
                          ` · ${words.weight} ${figure(person.weight)}`}
                      </span>
                    </div>
                    <div class="row">
                      <button
                        type="button"
                        class="button small"
                        aria-label={words.makeLinkFor(isolated(person.name))}
                        onClick={() => void makeLink(person)}
                      >
                        {words.makeLink}
                      </button>
                      <button
                        type="button"
                        class="button small"
                        aria-expanded={isOpen}
                        aria-label={words.showLinksOf(isolated(person.name))}
                        onClick={() => setParameters({ links: isOpen ? null : person.id })}
                      >
                        {words.showLinks}
                      </button>
                      <button
                        type="button"
                        class="button small"
                        aria-label={words.editNamed(isolated(person.name))}
                        onClick={() => setEdited(person)}
                      >
                        {words.edit}
                      </button>
                      {person.id !== self && (
                        <button
                          type="button"
                          class="button small danger"
                          aria-label={words.removeNamed(isolated(person.name))}
                          onClick={() => setLeaving(person)}
                        >
                          {words.remove}
                        </button>
                      )}
                    </div>
                  </div>
                  {isOpen && <LinksOf study={study} participant={person.id} />}
                </li>
              );
            })}
          </ul>
        )}
      </PartState>
      {made !== null && <LinkDialog name={made.name} link={made.link} onClose={() => setMade(null)} />}
      {edited !== null && (
        <Dialog title={words.editNamed(isolated(edited.name))} onClose={() => setEdited(null)}>
          <PersonForm person={edited} onSave={(fields) => change(edited, fields)} />
        </Dialog>
      )}
      {leaving !== null && (
        <RemoveDialog
          study={study}
          person={leaving}
          onClose={() => setLeaving(null)}
          onRemove={() => void remove(leaving)}
        />
      )}
    </section>
  );
}

interface RemoveDialogProps {
  readonly study: string;
  readonly person: Participant;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Says what goes with a person before it goes. */
function RemoveDialog({ study, person, onClose, onRemove }: RemoveDialogProps) {
  const words = wordsOf(FACILITATOR_WORDS).people;
  const page = wordsOf(PAGE_WORDS);
  const progress = useLiveAnswer<Contributions>(studyPath(study, "/contributions"), []).body;
  const own = progress?.contributions.find(({ participant }) => participant === person.id)?.all;
  return (
    <Dialog title={words.removeTitle(isolated(person.name))} onClose={onClose}>
      <p>{words.removeText(figure(own === undefined ? 0 : own.answered + own.dontKnow))}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {page.cancel}
        </button>
        <button type="button" class="button danger" onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </Dialog>
  );
}
