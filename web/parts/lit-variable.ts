import { signal } from "@preact/signals";

/** Id of the variable that is pointed at or focused, null for none, as a signal: it lights up in every picture and table. */
export const litVariable = signal<string | null>(null);

/** What makes an element light its variable up: spread into it. */
export function lights(variable: string) {
  const on = () => {
    litVariable.value = variable;
  };
  const off = () => {
    if (litVariable.value === variable) litVariable.value = null;
  };
  return { onPointerEnter: on, onPointerLeave: off, onFocusCapture: on, onBlurCapture: off };
}
