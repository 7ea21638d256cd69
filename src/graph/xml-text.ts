/** Control characters, lone halves of surrogate pairs and non-characters: what XML 1.0 cannot hold or warns against. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** A text that XML can hold: what it cannot is U+FFFD instead. */
function xmlSafe(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd");
}

/** A text for an attribute or the content of an XML element: every reader gets it back, line ends included. */
export function xmlText(text: string): string {
  return xmlSafe(text).replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character]!);
}

/** The names as ids that XML can hold, still all different. */
export function xmlIds(names: readonly string[]): string[] {
  const taken = new Set(names.filter((name) => xmlSafe(name) === name));
  return names.map((name) => {
    if (xmlSafe(name) === name) return name;
    let id = xmlSafe(name);
    for (let copy = 2; taken.has(id); copy++) id = `${xmlSafe(name)} ${copy}`;
    taken.add(id);
    return id;
  });
}
