import { useState } from "preact/hooks";
import { PAGE_WORDS, SCORING_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import { language, wordsOf } from "../../language/language.js";
import { issueTexts, problemText } from "../../language/problem-text.js";
import { Dialog } from "../../parts/dialog.js";
import { type CellValue, valueText } from "../../scoring/cell.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface FormDialogProps {
  readonly opened: OpenedBoard;
  readonly onClose: () => void;
}

/** What became of a form, as the API tells it. */
interface FormTaken {
  readonly applied: readonly unknown[];
  readonly conflicts: readonly { readonly from: string; readonly to: string; readonly yours: CellValue }[];
  readonly refused: readonly {
    readonly from: string;
    readonly to: string;
    readonly value: CellValue;
    readonly reason: "not-assigned" | "off-scale" | "variable-unknown";
  }[];
}

interface Outcome {
  readonly summary: string;
  readonly isFault: boolean;
  /** Cells that were not taken in, or faults of the form by address. */
  readonly lines: readonly string[];
}

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MOST_LINES = 100;

/** Scoring offline: the form to fill in a spreadsheet, and its way back. */
export function FormDialog({ opened, onClose }: FormDialogProps) {
  const words = wordsOf(SCORING_WORDS).form;
  const { study } = opened;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const path = studyPath(study.id, `/contributions/${encodeURIComponent(study.participant)}/form`);
  const codes = new Map(study.variables.map(({ id, code }) => [id, code]));
  const cellOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
    `${codes.get(from) ?? from} → ${codes.get(to) ?? to}`;

  const take = async (file: File): Promise<void> => {
    setBusy(true);
    try {
      const { body } = await ask<FormTaken>(path, { method: "POST", body: file, type: WORKBOOK });
      const lines = [
        ...body.conflicts.map((cell) => `${cellOf(cell)}${words.colon}${words.conflict(shown(cell.yours))}`),
        ...body.refused.map((cell) => `${cellOf(cell)}${words.colon}${words.refused[cell.reason](shown(cell.value))}`),
      ];
      setOutcome({ summary: words.taken(body.applied.length, lines.length), isFault: false, lines });
    } catch (error) {
      const problem = asProblem(error);
      setOutcome({ summary: problemText(problem), isFault: true, lines: issueTexts(problem) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={words.title} onClose={onClose}>
      <ol class="form-steps">
        <li>
          <p>{words.download}</p>
          <a class="button" href={`/api/v1${path}?lang=${language.value}`} download="">
            {words.downloadDo}
          </a>
        </li>
        <li>
          <label class="field">
            <span>{words.upload}</span>
            <input
              type="file"
              accept=".xlsx"
              disabled={busy}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                event.currentTarget.value = "";
                if (file !== undefined) void take(file);
              }}
            />
          </label>
        </li>
      </ol>
      <div role={outcome?.isFault ? "alert" : "status"}>
        {busy && <p>{words.reading}</p>}
        {outcome !== null && !busy && (
          <>
            <p class={outcome.isFault ? "form-fault" : undefined}>
              <strong>{outcome.summary}</strong>
            </p>
            {outcome.lines.length > 0 && (
              <ul class="rejections">
                {outcome.lines.slice(0, MOST_LINES).map((line) => (
                  <li key={line} dir="auto">
                    {line}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      <div class="dialog-actions">
        <button type="button" class="button primary" onClick={onClose}>
          {wordsOf(PAGE_WORDS).close}
        </button>
      </div>
    </Dialog>
  );
}

function shown(value: CellValue): string {
  return value === null ? "–" : valueText(value);
}
