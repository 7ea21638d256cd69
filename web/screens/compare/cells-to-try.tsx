import { useState } from "preact/hooks";
import { type AnalysedVariable, COMPARE_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import type { CellToTry } from "../../engine/engine-work.js";
import { useWork } from "../../engine/use-work.js";
import { wordsOf } from "../../language/language.js";
import { DataTable } from "../../parts/data-table.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { analysisOptions } from "../results/result-options.js";
import { CellMark } from "./changed-cells.js";
import type { CellEdit } from "./what-if-changes.js";

export interface CellsToTryProps {
  readonly matrix: MatrixOf;
  readonly variables: readonly AnalysedVariable[];
  readonly edits: readonly CellEdit[];
  readonly onTry: (cell: CellToTry) => void;
}

const COUNT = 8;
/** Variables up to which they are found unasked: it takes some tenths of a second. */
const UNASKED = 60;

/** The single changes that move most classes, each tried by a press. */
export function CellsToTry({ matrix, variables, edits, onTry }: CellsToTryProps) {
  const words = wordsOf(COMPARE_WORDS);
  const [asked, setAsked] = useState(false);
  const { measure = "power", power, threshold } = analysisOptions();
  const isPower = measure === "power";
  const isWanted = isPower && (asked || variables.length <= UNASKED);
  const options = { ...(power !== undefined && { power }), ...(threshold !== undefined && { threshold }) };
  const { answer, problem } = useWork(matrix, isWanted ? { kind: "tries", options, count: COUNT } : null);
  return (
    <section class="card panel" aria-labelledby="cells-to-try">
      <h2 id="cells-to-try">{words.tries}</h2>
      <p class="soft">{isPower ? words.triesText : words.triesMeasure}</p>
      {isPower && !isWanted && (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {words.triesAsk}
        </button>
      )}
      {isWanted && answer === null && (
        <p class="soft" role="status">
          {problem === null ? words.triesBusy : words.triesFailed}
        </p>
      )}
      {isWanted && answer !== null && <Tries cells={answer} variables={variables} edits={edits} onTry={onTry} />}
    </section>
  );
}

interface TriesProps extends Omit<CellsToTryProps, "matrix"> {
  readonly cells: readonly CellToTry[];
}

function Tries({ cells, variables, edits, onTry }: TriesProps) {
  const words = wordsOf(COMPARE_WORDS);
  if (cells.length === 0) return <p>{words.triesNone}</p>;
  const byId = new Map(variables.map((variable) => [variable.id, variable]));
  const codeOf = (id: string) => byId.get(id)?.code ?? id;
  const isTried = ({ from, to, changedTo }: CellToTry) =>
    edits.some((edit) => edit.from === from && edit.to === to && edit.value === changedTo);
  return (
    <DataTable
      caption={wordsOf(RESULTS_WORDS).tableOf(words.tries)}
      rows={cells}
      keyOf={({ from, to, changedTo }) => `${from} ${to} ${changedTo}`}
      variableOf={({ from }) => from}
      columns={[
        {
          id: "cell",
          title: `${words.from} → ${words.to}`,
          render: ({ from, to }) => (
            <span
              class="codes"
              title={`${byId.get(from)?.label} → ${byId.get(to)?.label}`}
            >{`${codeOf(from)} → ${codeOf(to)}`}</span>
          ),
        },
        {
          id: "value",
          title: words.newValue,
          render: ({ value, changedTo }) => (
            <span class="change-values">
              <CellMark value={value} /> → <CellMark value={changedTo} />
            </span>
          ),
        },
        {
          id: "classes",
          title: words.classesMoved,
          render: ({ direct, indirect }) => words.tryMoves(direct, indirect),
        },
        {
          id: "try",
          title: words.tryIt,
          render: (cell) =>
            isTried(cell) ? (
              <span class="soft">{words.tried}</span>
            ) : (
              <button
                type="button"
                class="button small"
                aria-label={words.tryCell(codeOf(cell.from), codeOf(cell.to), String(cell.changedTo))}
                onClick={() => onTry(cell)}
              >
                {words.tryIt}
              </button>
            ),
        },
      ]}
    />
  );
}
