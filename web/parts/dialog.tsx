import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { PAGE_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";
import "./dialog.css";

export interface DialogProps {
  readonly title: string;
  /** Closed by Escape, by the cross and by a press beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** @default "medium" */
  readonly size?: "medium" | "wide";
}

/** A modal dialog: focus goes in, to the first field or else to the main button, stays in, and comes back to where it was. */
export function Dialog({ title, onClose, children, size = "medium" }: DialogProps) {
  const words = wordsOf(PAGE_WORDS);
  const element = useRef<HTMLDialogElement>(null);
  const beganBeside = useRef(false);
  const titleId = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = element.current;
    shown?.showModal();
    // Without a better place the browser begins at the cross.
    if (document.activeElement?.classList.contains("dialog-close")) beginIn(shown);
    return () => {
      // What lies beneath takes focus only once the dialog has let go of it.
      shown?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and the cross
    <dialog
      ref={element}
      class={`dialog ${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        beganBeside.current = event.target === element.current;
      }}
      onClick={(event) => {
        // A selection of text that is drawn out of the dialog ends beside it too.
        if (event.target === element.current && beganBeside.current) onClose();
      }}
    >
      <div class="dialog-content">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="button quiet dialog-close" aria-label={words.close} onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** Focus goes to the first field, or else to the main button: that of the first action where none is the main one. */
function beginIn(dialog: HTMLElement | null): void {
  const places = [
    ":is(input, textarea, select):not(:disabled, [type=hidden])",
    ".dialog-actions .primary:not(:disabled)",
    ".dialog-actions button:not(:disabled)",
  ];
  const found = places.map((place) => dialog?.querySelector<HTMLElement>(place)).find((element) => element != null);
  found?.focus();
}
