import type { ComponentChildren } from "preact";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { screenAddress } from "../../router/route.js";
import type { OpenStudy } from "../../state/study.js";

export interface CellLinkProps {
  readonly study: OpenStudy;
  /** Codes of the variables. */
  readonly from: string;
  readonly to: string;
  readonly children?: ComponentChildren;
}

/** A judgement by its codes, which lead to its cell for those who score. */
export function CellLink({ study, from, to, children }: CellLinkProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const codes = `${from} → ${to}`;
  const address = `${screenAddress(study.id, "matrix")}?cell=${encodeURIComponent(`${from}.${to}`)}`;
  return (
    <span class="judgement">
      {study.role === "reader" ? (
        <span>{codes}</span>
      ) : (
        <a href={address} aria-label={words.openCell(from, to)}>
          {codes}
        </a>
      )}
      {children}
    </span>
  );
}
