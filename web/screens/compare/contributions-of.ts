import { useEffect, useState } from "preact/hooks";
import type { Answer, Confidence, Contribution } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { readCells } from "../../api/read-cells.js";
import type { ExpertCell } from "../../api/types.js";
import type { Participant } from "../facilitator/facilitator-views.js";
import type { MatrixOf } from "../results/matrix-of.js";

export interface ReadContributions {
  /** Of every expert, in the order of the variables of the matrix they were read beside; null until they are read. */
  readonly contributions: readonly Contribution[] | null;
  /** Names this reading: another one has another key. */
  readonly key: string;
  readonly problem: ApiProblem | null;
  readonly retry: () => void;
}

/** Experts whose answers are read at a time. */
const AT_ONCE = 4;

let reads = 0;

/** What every expert answered, read again with the matrix and with the experts. */
export function useContributions(
  study: string,
  matrix: MatrixOf | null,
  variables: readonly { readonly id: string }[],
  experts: readonly Participant[],
): ReadContributions {
  const [read, setRead] = useState<{ readonly contributions: readonly Contribution[]; readonly key: string } | null>(
    null,
  );
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const people = JSON.stringify(experts.map(({ id, weight }) => [id, weight]));
  const state = matrix?.key ?? null;
  useEffect(() => {
    if (state === null || experts.length === 0) return;
    let left = false;
    readAll(study, variables, experts).then(
      (contributions) => {
        if (left) return;
        reads += 1;
        setRead({ contributions, key: `${study} answers ${reads}` });
        setProblem(null);
      },
      (error: unknown) => left || setProblem(asProblem(error)),
    );
    return () => {
      left = true;
    };
  }, [study, state, people, attempt]);
  return {
    contributions: read?.contributions ?? null,
    key: read?.key ?? "",
    problem,
    retry: () => setAttempt((count) => count + 1),
  };
}

async function readAll(
  study: string,
  variables: readonly { readonly id: string }[],
  experts: readonly Participant[],
): Promise<Contribution[]> {
  const found: Contribution[] = [];
  for (let start = 0; start < experts.length; start += AT_ONCE) {
    const some = experts.slice(start, start + AT_ONCE);
    found.push(
      ...(await Promise.all(
        some.map(async (expert) => contributionOf(expert, variables, await readCells(study, expert.id))),
      )),
    );
  }
  return found;
}

/** Cells as a matrix; those of variables that are no more are left out. */
function contributionOf(
  { id, weight }: Participant,
  variables: readonly { readonly id: string }[],
  cells: readonly ExpertCell[],
): Contribution {
  const places = new Map(variables.map((variable, place) => [variable.id, place]));
  const answers = variables.map(() => variables.map((): Answer => null));
  const confidence = variables.map(() => variables.map((): Confidence | null => null));
  for (const cell of cells) {
    const [row, column] = [places.get(cell.from), places.get(cell.to)];
    if (row === undefined || column === undefined) continue;
    answers[row]![column] = cell.value;
    confidence[row]![column] = cell.confidence as Confidence | null;
  }
  return { id, weight, answers, confidence };
}
