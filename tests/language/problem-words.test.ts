import { expect, test } from "vitest";
import { PROBLEMS } from "../../server/problems.js";
import { PROBLEM_WORDS } from "../../src/index.js";

/** Refusals that only programs meet: the page sends nothing that leads to them. */
const OF_PROGRAMS = [
  "body-missing",
  "headers-too-large",
  "host-refused",
  "idempotency-mismatch",
  "media-type-unsupported",
  "method-not-allowed",
  "not-acceptable",
  "not-found",
  "origin-refused",
  "output-failed",
  "plot-unknown",
  "precondition-required",
  "request-malformed",
  "uri-too-long",
];

for (const tag of ["en", "fr"] as const)
  test(`every refusal that a person meets has its sentence, ${tag}`, () => {
    const told = [...Object.keys(PROBLEM_WORDS[tag].codes), ...OF_PROGRAMS].toSorted();
    expect(told).toEqual([...Object.keys(PROBLEMS), "offline"].toSorted());
  });

test("what the server expects is told in French", () => {
  const inFrench = (expected: string) => {
    const known = PROBLEM_WORDS.fr.expected.find(([pattern]) => pattern.test(expected));
    return known === undefined ? expected : expected.replace(...known);
  };
  expect(inFrench("one of 0, 1, 2, 3, P, ? or null")).toBe("l’une de ces valeurs\u00A0: 0, 1, 2, 3, P, ? ou rien");
  expect(inFrench("a cell that is assigned to you")).toBe("une case qui vous est attribuée");
  expect(inFrench("at most 300 characters")).toBe("300 caractères au plus");
});
