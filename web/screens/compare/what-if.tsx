import { useMemo } from "preact/hooks";
import { COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { CellsToTry } from "./cells-to-try.js";
import { ChangeForm } from "./change-form.js";
import { ChangeList } from "./change-list.js";
import { withDirect } from "./changed-matrix.js";
import { namedVariable } from "./compared.js";
import { Comparison } from "./comparison.js";
import { useEditsInAddress } from "./edits-in-address.js";
import { type CellEdit, editedDirect, editsText, fittingEdits, readEdits } from "./what-if-changes.js";

export interface WhatIfProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  /** Of the matrix: those of a snapshot may be others than the study's. */
  readonly variables: OpenStudy["variables"];
  /** What the matrix is called. */
  readonly title: string;
}

/** Cells are changed, and what that moves is seen at once; the study stays as it is. */
export function WhatIf({ study, matrix, variables, title }: WhatIfProps) {
  const words = wordsOf(COMPARE_WORDS);
  const history = useEditsInAddress();
  const { edits, unread } = readEdits(history.text, study.scale);
  const fitting = fittingEdits(matrix, variables, edits);
  const done = fitting.filter(({ before, value }) => before !== value);
  const name = editsText(done);
  const changed = useMemo(
    () => withDirect(matrix, editedDirect(matrix, done), `${matrix.key} set ${name}`),
    [matrix, name],
  );
  const keep = (next: readonly CellEdit[]) => history.set(editsText(next));
  const without = (from: string, to: string) => fitting.filter((edit) => edit.from !== from || edit.to !== to);
  const change = (edit: CellEdit, before: CellEdit["value"]) => {
    const others = without(edit.from, edit.to);
    keep(edit.value === before ? others : [...others, edit]);
  };
  const named = variables.map(namedVariable);
  const heads = words.heads["what-if"];
  return (
    <>
      <div class="what-if no-print">
        <div class="card panel">
          <ChangeForm
            variables={named}
            scale={study.scale}
            before={matrix.direct}
            after={changed.direct}
            onChange={change}
          />
          <ChangeList
            variables={named}
            edits={done}
            leftOut={unread + edits.length - fitting.length}
            history={history}
            onRemove={({ from, to }) => keep(without(from, to))}
          />
        </div>
        <CellsToTry
          matrix={matrix}
          variables={named}
          edits={done}
          onTry={({ from, to, changedTo, value }) => change({ from, to, value: changedTo }, value)}
        />
      </div>
      <Comparison
        study={study}
        before={{ head: heads.before, title, matrix }}
        after={{ head: heads.after, title: words.changes(done.length), matrix: changed }}
        nothing={words.nothingYet}
      />
    </>
  );
}
