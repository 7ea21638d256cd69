import { useEffect, useState } from "preact/hooks";
import { parameters, setParameters } from "../../router/address.js";

export interface EditsInAddress {
  /** The edits as the address has them; empty for none. */
  readonly text: string;
  readonly set: (text: string) => void;
  /** Null where there is nothing to undo, or to redo. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
}

interface Past {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The edits of the address, with undo and redo by buttons and by Ctrl+Z and Ctrl+Y. After the page is loaded anew there is no past: then
 * undo takes back the last edit of the address.
 */
export function useEditsInAddress(): EditsInAddress {
  const text = parameters.value.get("set") ?? "";
  const [past, setPast] = useState<Past>({ before: [], after: [] });
  const go = (next: string) => setParameters({ set: next === "" ? null : next }, { replace: false });
  const set = (next: string) => {
    if (next === text) return;
    setPast({ before: [...past.before, text], after: [] });
    go(next);
  };
  // Back and forward change the address too: what is the same as now is no step.
  const last = past.before.findLastIndex((each) => each !== text);
  const next = past.after.findLastIndex((each) => each !== text);
  const undo =
    last === -1 && text === ""
      ? null
      : () => {
          setPast({ before: past.before.slice(0, Math.max(0, last)), after: [...past.after, text] });
          go(last === -1 ? text.split(",").slice(0, -1).join(",") : past.before[last]!);
        };
  const redo =
    next === -1
      ? null
      : () => {
          setPast({ before: [...past.before, text], after: past.after.slice(0, next) });
          go(past.after[next]!);
        };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const turn = turnOf(event);
      if (turn === null || isTyping(event.target)) return;
      event.preventDefault();
      (turn === "undo" ? undo : redo)?.();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
  return { text, set, undo, redo };
}

function turnOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undo" | "redo" | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "y" && !shiftKey) return "redo";
  if (letter !== "z") return null;
  return shiftKey ? "redo" : "undo";
}

/** A field that is typed into undoes its own letters. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "text" && target.value !== target.defaultValue;
}
