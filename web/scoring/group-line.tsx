import { SCORING_WORDS } from "../../src/index.js";
import { figure } from "../language/figure.js";
import { wordsOf } from "../language/language.js";
import type { OpenedBoard } from "./opened-board.js";
import "./group-line.css";

export interface GroupLineProps {
  readonly opened: OpenedBoard;
  readonly index: number;
}

/** What the group answered on a cell in the last closed round, beside one's own answer, with the notes of the others. */
export function GroupLine({ opened, index }: GroupLineProps) {
  const { board, group } = opened;
  const words = wordsOf(SCORING_WORDS).group;
  if (group === null) return null;
  const answer = group.at(index);
  if (answer === null) return <p class="group-line soft">{words.tooFew(group.round)}</p>;
  const { median, lowerQuartile, upperQuartile, answers, notes } = answer;
  const apart = group.isApart(index, board.cellAt(index).value);
  return (
    <div class="group-line">
      <p class={apart ? "apart" : undefined}>
        {words.said(group.round, figure(median), figure(lowerQuartile), figure(upperQuartile), answers)}
        {apart && board.canEdit && <strong> {words.apart}</strong>}
      </p>
      {notes.length > 0 && (
        <details>
          <summary>{words.notes(notes.length)}</summary>
          <ul>
            {notes.map((note, place) => (
              <li key={`${place} ${note}`} dir="auto">
                {note}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
