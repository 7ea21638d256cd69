import { type AnalysedVariable, PAGE_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { textOf, wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import type { Shown } from "./shown.js";

export interface InfluencePanelProps {
  readonly shown: Shown;
  readonly from: AnalysedVariable;
  readonly to: AnalysedVariable;
}

/** Why an influence is there: its value, its rationale, and what else was said of it. */
export function InfluencePanel({ shown, from, to }: InfluencePanelProps) {
  const words = wordsOf(RESULTS_WORDS);
  const { matrix, study } = shown;
  const [row, column] = [from, to].map(({ id }) => shown.analysis.variables.findIndex((one) => one.id === id));
  const cell = matrix.direct[row!]?.[column!] ?? null;
  const judgement = matrix.judgements.find((one) => one.from === from.id && one.to === to.id);
  const address = `${screenAddress(study.id, "matrix")}?cell=${encodeURIComponent(`${from.code}.${to.code}`)}`;
  const facts: readonly (readonly [string, string])[] = [
    [words.value, cell === "P" ? `P, ${words.potential}` : cell === null ? "–" : figure(cell)],
    ...(judgement?.sign === undefined ? [] : [[words.sign, words.signs[judgement.sign]] as const]),
    ...(judgement?.confidence === undefined
      ? []
      : [[words.confidence, words.confidences[judgement.confidence]] as const]),
    ...(judgement?.source === undefined ? [] : [[words.source, judgement.source] as const]),
  ];
  return (
    <section class="influence card" aria-live="polite" aria-label={words.why(from.short, to.short)}>
      <header>
        <h2 dir="auto">{`${from.label} → ${to.label}`}</h2>
        <button
          type="button"
          class="button quiet small"
          aria-label={wordsOf(PAGE_WORDS).close}
          onClick={() => setParameters({ arrow: null })}
        >
          ×
        </button>
      </header>
      {judgement?.rationale === undefined ? (
        <p class="soft">{words.noRationale}</p>
      ) : (
        <p dir="auto">{textOf(judgement.rationale)}</p>
      )}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {study.role !== "reader" && <a href={address}>{words.openCell}</a>}
    </section>
  );
}
