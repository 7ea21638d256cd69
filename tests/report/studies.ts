import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell, Study } from "../../src/study/study.js";

const named = (cells: readonly (readonly Cell[])[]) =>
  parseStudy({ variables: cells.map((_, i) => ({ id: "abcdefgh"[i], label: `Variable ${i + 1}` })), direct: cells });

/** Studies at the edges of the method. */
export const EDGE_STUDIES: Readonly<Record<string, Study>> = {
  single: named([[null]]),
  zero: named([
    [0, 0],
    [0, 0],
  ]),
  "no loops": named([
    [0, 1, 1],
    [0, 0, 2],
    [0, 0, 0],
  ]),
  ring: named([
    [0, 1, 0],
    [0, 0, 2],
    [3, 0, 0],
  ]),
  "two parts": named([
    [0, 1, 0, 0],
    [2, 0, 0, 0],
    [0, 0, 0, 3],
    [0, 0, 3, 0],
  ]),
  "potential only": named([
    [0, "P"],
    ["P", 0],
  ]),
};

/** A text with what could break out of every format. */
export const EVIL =
  "</style><script>alert(1)</script> & \"q\" 'x' \u001B[31m | *b* `c` [l](http://x) \u202Eabc ]]> = \\";

/** A study whose every text is hostile. */
export const EVIL_STUDY = parseStudy({
  id: EVIL,
  title: EVIL,
  disclaimer: `${EVIL}. ${EVIL}`,
  territory: EVIL,
  reference: EVIL,
  provenance: [{ document: EVIL, gave: EVIL }],
  blocks: [
    { id: "b", label: EVIL },
    { id: "c", label: "=HYPERLINK(1)" },
  ],
  variables: [
    { id: "1", code: "=1+1", label: "=cmd()", block: "c" },
    { id: "2", code: EVIL, label: `@${EVIL}`, short: EVIL, block: "b", definition: EVIL },
    { id: "3", code: "-3", label: "人口動態と労働力の変化についての長い名前のラベル", block: null },
  ],
  direct: [
    [null, 3, "P"],
    [1, null, 7.5],
    [2, 0, null],
  ],
  judgements: [{ from: "1", to: "2", value: 3, sign: "-", rationale: EVIL }],
});
