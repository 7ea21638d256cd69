import { useState } from "preact/hooks";
import { type Block, PAGE_WORDS, VARIABLES_WORDS } from "../../../src/index.js";
import { isolated } from "../../language/isolated.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import { openedStudy } from "../../state/study.js";
import { changeStructure, tell } from "./change-structure.js";
import { withText } from "./text-in.js";

/** The blocks of a study: added, renamed in the language of the page, deleted. */
export function BlocksPanel() {
  const words = wordsOf(VARIABLES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const { blocks, language: main } = openedStudy.value;
  const [name, setName] = useState("");
  const [renamed, setRenamed] = useState<Block | null>(null);
  const [newName, setNewName] = useState("");
  const [leaving, setLeaving] = useState<Block | null>(null);
  const pathOf = ({ id }: Block) => `/blocks/${encodeURIComponent(id)}`;
  const add = async () => {
    const label = { [language.value]: name.trim() };
    if (
      tell(
        await changeStructure("/blocks", { method: "POST", body: { label } }),
        words.blockAdded(isolated(name.trim())),
      )
    )
      setName("");
  };
  const rename = async (block: Block) => {
    const label = withText(block.label, language.value, main, newName.trim());
    const body = { label };
    const patch = (changed: object) => changeStructure(pathOf(block), { method: "PATCH", body: changed });
    if (tell(await patch(body), words.changed(newName.trim()), () => patch({ label: block.label }))) setRenamed(null);
  };
  const remove = async (block: Block) => {
    if (
      tell(
        await changeStructure(pathOf(block), { method: "DELETE" }),
        words.blockDeleted(isolated(textOf(block.label))),
      )
    )
      setLeaving(null);
  };
  return (
    <section class="screen variables blocks">
      <h2>{words.blocks}</h2>
      {blocks.length > 0 && (
        <ul>
          {blocks.map((block) => (
            <li key={block.id} class="card">
              <span dir="auto">{textOf(block.label)}</span>
              <span class="moves">
                <button
                  type="button"
                  class="button small"
                  aria-label={words.blockRename(isolated(textOf(block.label)))}
                  onClick={() => {
                    setNewName(textOf(block.label));
                    setRenamed(block);
                  }}
                >
                  {words.edit}
                </button>
                <button
                  type="button"
                  class="button small danger"
                  aria-label={words.blockDelete(isolated(textOf(block.label)))}
                  onClick={() => setLeaving(block)}
                >
                  {words.delete}
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          required
          dir="auto"
          maxLength={300}
          pattern=".*\S.*"
          aria-label={words.blockLabel}
          placeholder={words.blockLabel}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {words.addBlock}
        </button>
      </form>
      {renamed !== null && (
        <Dialog title={words.blockRename(isolated(textOf(renamed.label)))} onClose={() => setRenamed(null)}>
          <form
            class="variable-form"
            onSubmit={(event) => {
              event.preventDefault();
              void rename(renamed);
            }}
          >
            <label class="field">
              <span>
                {words.blockLabel} <span class="soft">{words.in(page.languages[language.value])}</span>
              </span>
              <input
                required
                dir="auto"
                maxLength={300}
                pattern=".*\S.*"
                value={newName}
                onInput={(event) => setNewName(event.currentTarget.value)}
              />
            </label>
            <div class="dialog-actions">
              <button type="submit" class="button primary">
                {words.save}
              </button>
            </div>
          </form>
        </Dialog>
      )}
      {leaving !== null && (
        <Dialog title={words.blockDeleteTitle(isolated(textOf(leaving.label)))} onClose={() => setLeaving(null)}>
          <p>{words.blockDeleteText}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setLeaving(null)}>
              {page.cancel}
            </button>
            <button type="button" class="button danger" onClick={() => void remove(leaving)}>
              {words.delete}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
