import { batch, computed, signal } from "@preact/signals";

/** Where the page is: what its address says, and nothing else decides which screen is shown. */
interface Address {
  readonly path: string;
  /** With its `?`, or empty. */
  readonly search: string;
  /** With its `#`, or empty. */
  readonly hash: string;
}

function readAddress(): Address {
  const { pathname, search, hash } = window.location;
  return { path: pathname, search, hash };
}

const current = signal(readAddress());

/** The address of the page, as a signal. */
export const address = computed(() => current.value);

/** The search parameters of the address: every state of a view that can be shared. */
export const parameters = computed(() => new URLSearchParams(current.value.search));

window.addEventListener("popstate", () => {
  current.value = readAddress();
});

export interface GoOptions {
  /** Whether back skips the address that is left. @default false */
  readonly replace?: boolean;
}

/** Goes to an address of the page, such as `/studies/abc/matrix?from=V01`. */
export function go(to: string, { replace = false }: GoOptions = {}): void {
  const before = window.location.pathname;
  if (replace) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  batch(() => {
    current.value = readAddress();
  });
  if (!replace && before !== window.location.pathname) window.scrollTo(0, 0);
}

/**
 * Sets search parameters and keeps the others; null takes one out. Replaces the address: a slider that moves leaves no trail.
 *
 * @example
 * setParameters({ threshold: "median", focus: null });
 */
export function setParameters(
  changes: Readonly<Record<string, string | null>>,
  { replace = true }: GoOptions = {},
): void {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const search = next.toString();
  if (`?${search}` === window.location.search || (search === "" && window.location.search === "")) return;
  go(`${window.location.pathname}${search === "" ? "" : `?${search}`}${window.location.hash}`, { replace });
}
