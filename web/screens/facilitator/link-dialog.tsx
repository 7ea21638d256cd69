import { useRef, useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { dateOf } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import type { MadeLink } from "./facilitator-views.js";

export interface LinkDialogProps {
  readonly name: string;
  readonly link: MadeLink;
  readonly onClose: () => void;
}

/** A new link, shown this once, to be copied. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const words = wordsOf(FACILITATOR_WORDS).people;
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      setTold(words.copied);
    } catch {
      field.current?.select();
      setTold(words.copyFailed);
    }
  };
  return (
    <Dialog title={words.linkTitle(isolated(name))} onClose={onClose}>
      <p class="link-text">{words.linkText}</p>
      <label class="field">
        <span>{words.link}</span>
        <input
          ref={field}
          class="link-field"
          readOnly
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <span class="hint">{words.until(dateOf(link.expiresAt))}</span>
      </label>
      <div class="dialog-actions">
        <p class="told" role="status">
          {told}
        </p>
        <button type="button" class="button" onClick={onClose}>
          {wordsOf(PAGE_WORDS).close}
        </button>
        <button type="button" class="button primary" onClick={() => void copy()}>
          {words.copy}
        </button>
      </div>
    </Dialog>
  );
}
