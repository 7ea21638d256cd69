import { useState } from "preact/hooks";
import { PAGE_WORDS, VARIABLES_WORDS, type Variable } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { Dialog } from "../../parts/dialog.js";
import { toast } from "../../parts/toasts.js";
import { changeStructure, reasonOf } from "./change-structure.js";

export interface DeleteDialogProps {
  readonly variable: Variable;
  readonly onClose: () => void;
}

interface Lost {
  readonly answers: number;
  readonly decisions: number;
}

/** Deletes a variable; where scores would go with it, only after saying how many. */
export function DeleteDialog({ variable, onClose }: DeleteDialogProps) {
  const words = wordsOf(VARIABLES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const [lost, setLost] = useState<Lost | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const name = nameOf(variable);
  const remove = async () => {
    const query = lost === null ? "" : "?dropScores=true";
    const problem = await changeStructure(`/variables/${encodeURIComponent(variable.id)}${query}`, {
      method: "DELETE",
    });
    if (problem === null) {
      toast({ text: words.deleted(name) });
      onClose();
    } else if (problem.code === "variable-scored") {
      const { answers, decisions } = problem.body;
      setLost({ answers: Number(answers), decisions: Number(decisions) });
    } else {
      setFailure(reasonOf(problem));
    }
  };
  return (
    <Dialog title={words.deleteTitle(name)} onClose={onClose}>
      <p>{words.deleteText}</p>
      {lost !== null && (
        <p role="alert" class="variables-warning">
          {words.deleteScored(figure(lost.answers), figure(lost.decisions))}
        </p>
      )}
      {failure !== null && (
        <p role="alert" class="variables-failure">
          {failure}
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {page.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => void remove()}>
          {lost === null ? words.delete : words.deleteAnyway}
        </button>
      </div>
    </Dialog>
  );
}
