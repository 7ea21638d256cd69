import { signal } from "@preact/signals";
import { PAGE_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";
import "./toasts.css";

/** A notice that does not interrupt. */
export interface Toast {
  readonly text: string;
  /** A warning is about what was done all the same: it stays until it is closed. @default "note" */
  readonly kind?: "note" | "warning" | "error";
  /** What the button beside it does, such as undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ShownToast extends Toast {
  readonly id: number;
}

const shown = signal<readonly ShownToast[]>([]);
let lastId = 0;

const NOTE_MS = 6000;
const ACTION_MS = 15_000;
const ERROR_MS = 20_000;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function remove(id: number): void {
  pause(id);
  shown.value = shown.value.filter((other) => other.id !== id);
}

/** Somebody reads it: it stays. */
function pause(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function leaveLater({ id, kind, action }: ShownToast): void {
  pause(id);
  if (kind === "warning") return;
  const afterMs = kind === "error" ? ERROR_MS : action === undefined ? NOTE_MS : ACTION_MS;
  timers.set(
    id,
    setTimeout(() => remove(id), afterMs),
  );
}

/** Shows a notice for a while; one with something to do stays longer, an error longest, and each while it is pointed at or has focus. Returns what takes it away. */
export function toast(notice: Toast): () => void {
  lastId += 1;
  const added = { ...notice, id: lastId };
  shown.value = [...shown.value.slice(-3), added];
  leaveLater(added);
  return () => remove(added.id);
}

/** The notices, heard by screen readers as they come. */
export function Toasts() {
  const words = wordsOf(PAGE_WORDS);
  return (
    <section class="toasts" aria-label={words.notifications} aria-live="polite">
      {shown.value.map((notice) => {
        const { id, text, kind = "note", action } = notice;
        return (
          <div
            key={id}
            class={`toast ${kind}`}
            onPointerEnter={() => pause(id)}
            onPointerLeave={() => leaveLater(notice)}
            onFocusIn={() => pause(id)}
            onFocusOut={() => leaveLater(notice)}
          >
            <span dir="auto">{text}</span>
            {action !== undefined && (
              <button
                type="button"
                class="toast-action"
                onClick={() => {
                  remove(id);
                  action.run();
                }}
              >
                {action.label}
              </button>
            )}
            <button type="button" class="toast-close" aria-label={words.close} onClick={() => remove(id)}>
              ×
            </button>
          </div>
        );
      })}
    </section>
  );
}
