import { seededRandom } from "../src/graph/seeded-random.js";
import type { Answer, Study } from "../src/node.js";

/** How often a made-up expert differs from the illustrative matrix by one step, and how often he does not know. */
const DIFFERS = 0.3;
const DOES_NOT_KNOW = 0.03;

/** What one made-up expert answers: the study's own matrix, here and there one step higher or lower, here and there "don't know". */
export function seededAnswers({ direct }: Study, seed: number): readonly (readonly Answer[])[] {
  const random = seededRandom(seed);
  return direct.map((row, from) =>
    row.map((cell, to): Answer => {
      if (from === to) return null;
      if (random() < DOES_NOT_KNOW) return "?";
      const differs = random() < DIFFERS;
      const step = random() < 0.5 ? -1 : 1;
      if (!differs || typeof cell !== "number") return cell;
      return Math.min(3, Math.max(0, cell + step));
    }),
  );
}
