/** What this browser remembers of a person's settings: nothing where storage is forbidden, and no error. */
export function readSetting(name: string): string | null {
  try {
    return window.localStorage.getItem(`motrice ${name}`);
  } catch {
    return null;
  }
}

/** Remembers a setting, or forgets it with null. Storage that is full or forbidden leaves it for this visit only. */
export function writeSetting(name: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(`motrice ${name}`);
    else window.localStorage.setItem(`motrice ${name}`, value);
  } catch {
    // The setting holds until the page is closed.
  }
}
