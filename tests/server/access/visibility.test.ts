import { expect, test } from "vitest";
import { maySeeResults, refuseHidden, type Subject } from "../../../server/access/visibility.js";

const SUBJECTS = {
  consensus: { kind: "consensus" },
  aggregate: { kind: "aggregate" },
  agreement: { kind: "agreement" },
  agenda: { kind: "agenda" },
  own: { kind: "contribution", participant: "me" },
  other: { kind: "contribution", participant: "somebody" },
  "snapshot of a round": { kind: "snapshot", round: 1, published: false },
  "snapshot taken": { kind: "snapshot", round: null, published: false },
  "snapshot published": { kind: "snapshot", round: null, published: true },
} as const satisfies Record<string, Subject>;

const SHOWN = ["snapshot published"];
const OWN = ["own", "snapshot of a round", ...SHOWN];
const LIVE = ["consensus", "aggregate", "agreement", "agenda"];
const ALL = Object.keys(SUBJECTS);

/** Role, state of the latest round, setting of the results: what is seen. All else is not. */
const TABLE = [
  ["facilitator", null, "hidden", ALL],
  ["facilitator", "open", "hidden", ALL],
  ["facilitator", "closed", "hidden", ALL],
  ["facilitator", null, "open", ALL],
  ["facilitator", "open", "open", ALL],
  ["facilitator", "closed", "open", ALL],
  ["expert", null, "hidden", OWN],
  ["expert", "open", "hidden", OWN],
  ["expert", "closed", "hidden", [...OWN, ...LIVE]],
  ["expert", null, "open", [...OWN, ...LIVE]],
  ["expert", "open", "open", [...OWN, ...LIVE]],
  ["expert", "closed", "open", [...OWN, ...LIVE]],
  ["reader", null, "hidden", SHOWN],
  ["reader", "open", "hidden", SHOWN],
  ["reader", "closed", "hidden", SHOWN],
  ["reader", null, "open", ["consensus", ...SHOWN]],
  ["reader", "open", "open", ["consensus", ...SHOWN]],
  ["reader", "closed", "open", ["consensus", ...SHOWN]],
  [null, null, "hidden", []],
  [null, "open", "hidden", []],
  [null, "closed", "hidden", []],
  [null, null, "open", []],
  [null, "open", "open", []],
  [null, "closed", "open", []],
] as const;

test.each(TABLE)("role %s, round %s, results %s: sees %j", (role, round, results, seen) => {
  const me = { role, participantId: "me" };
  const found = Object.entries(SUBJECTS)
    .filter(([, subject]) => maySeeResults(me, { round, results }, subject))
    .map(([name]) => name);
  expect(found.sort()).toEqual([...seen].sort());
});

test("whoever may not see a result is told why, and nothing of the result", () => {
  const hidden = { round: "open", results: "hidden" } as const;
  for (const role of ["expert", "reader", null] as const) {
    for (const subject of Object.values(SUBJECTS)) {
      const me = { role, participantId: "me" };
      if (maySeeResults(me, hidden, subject)) continue;
      expect(() => refuseHidden(me, hidden, subject)).toThrow(
        expect.objectContaining({ code: "results-hidden", message: expect.stringMatching(/^[A-Z].{20,}\.$/) }),
      );
    }
  }
});
