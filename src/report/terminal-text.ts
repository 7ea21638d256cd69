/** Characters that take two columns of a terminal: East Asian wide ones and emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
/** Characters that take none: combining marks, joiners, variation selectors. */
const NARROW = /\p{Mn}|\p{Me}|\p{Cf}/u;

/**
 * A text that cannot steer a terminal: control characters (escape sequences among them), lone surrogates and direction overrides
 * become `�`, line ends and tabs a space.
 *
 * @example
 * plainText("\u001b[2Jboo"); // "�[2Jboo"
 */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** Columns a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** A text in exactly `width` columns: cut with `…` or filled with spaces. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  let kept = text;
  if (columnsOf(text) > width) {
    kept = "";
    for (const character of text) {
      if (columnsOf(kept + character) > width - 1) break;
      kept += character;
    }
    kept = `${kept.trimEnd()}…`;
  }
  const space = " ".repeat(width - columnsOf(kept));
  return align === "right" ? space + kept : kept + space;
}

/** A text in lines of at most `width` columns, broken at spaces; a word that is longer is broken where it must. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    let rest = word;
    while (columnsOf(rest) > width) {
      if (line !== "") lines.push(line);
      const characters = Array.from(rest);
      let head = "";
      while (columnsOf(head + characters[0]!) <= width) head += characters.shift()!;
      lines.push(head);
      line = "";
      rest = characters.join("");
    }
    if (line === "") line = rest;
    else if (columnsOf(line) + 1 + columnsOf(rest) <= width) line += ` ${rest}`;
    else {
      lines.push(line);
      line = rest;
    }
  }
  return line === "" ? lines : [...lines, line];
}
