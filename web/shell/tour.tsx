import { STUDIES_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";
import { Dialog } from "../parts/dialog.js";
import { endTour, tourStep } from "./tour-state.js";
import "./tour.css";

/** Three steps on a first visit to a matrix. */
export function Tour() {
  const words = wordsOf(STUDIES_WORDS).tour;
  const step = tourStep.value;
  if (step === null) return null;
  const { title, text } = words.steps[step]!;
  const isLast = step === words.steps.length - 1;
  const next = () => {
    if (isLast) endTour();
    else tourStep.value = step + 1;
  };
  return (
    <Dialog title={title} onClose={endTour}>
      <div class="tour">
        <div class="tour-picture" aria-hidden="true">
          <TourPicture step={step} />
        </div>
        <p aria-live="polite">{text}</p>
        <div class="dialog-actions">
          <span class="soft tour-step">{words.step(step + 1, words.steps.length)}</span>
          {!isLast && (
            <button type="button" class="button quiet" onClick={endTour}>
              {words.skip}
            </button>
          )}
          <button type="button" class="button primary" onClick={next}>
            {isLast ? words.end : words.next}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** A small grid that shows what the step says: the question's cell, the keys, the tick of what is saved. */
function TourPicture({ step }: { readonly step: number }) {
  const cells = [null, 2, 0, 3, 1, null, 3, 0, 0, 2, null, 1];
  return (
    <svg viewBox="0 0 240 96" aria-hidden="true">
      {cells.map((value, index) => {
        const [x, y] = [(index % 4) * 34 + 8, Math.floor(index / 4) * 28 + 8];
        const kind = value === null ? "diagonal" : `s${value}`;
        return (
          <g key={index}>
            <rect x={x} y={y} width="32" height="26" class={`tour-cell ${kind}${index === 6 ? " now" : ""}`} />
            {value !== null && (
              <text x={x + 16} y={y + 18} class={`tour-score ${kind}`}>
                {value}
              </text>
            )}
          </g>
        );
      })}
      {step === 0 && <path class="tour-line" d="M146 49h22M160 42l8 7-8 7M178 38h50M178 49h42M178 60h30" />}
      {step === 1 &&
        [0, 1, 2, 3].map((key) => (
          <g key={key}>
            <rect
              x={158 + (key % 2) * 38}
              y={14 + Math.floor(key / 2) * 36}
              width="32"
              height="30"
              rx="5"
              class="tour-key"
            />
            <text x={174 + (key % 2) * 38} y={34 + Math.floor(key / 2) * 36} class="tour-key-text">
              {key}
            </text>
          </g>
        ))}
      {step === 2 && <path class="tour-line" d="m170 50 14 14 30-32" />}
    </svg>
  );
}
