import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { placesOf } from "../results/shown.js";
import { type BatchShown, keptShare } from "./batch-shown.js";
import { useModelsText } from "./model-text.js";
import { shareText } from "./share-text.js";

/** Share of the samples from which on a class is called kept. */
const KEPT = 0.95;

/** A batch in a sentence, and how it was drawn. */
export function Headline({ shown }: { readonly shown: BatchShown }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { matrix, batch, plane, analysis } = shown;
  const { result } = batch;
  const models = useModelsText(matrix, result.options.perturbation);
  const shares = placesOf(analysis)
    .map((place) => keptShare(shown, place))
    .filter((share) => share !== null);
  const kept = shares.filter((share) => share >= KEPT).length;
  return (
    <section class="headline" aria-label={words.title}>
      {!result.complete && (
        <p class="incomplete">{words.stopped(figure(result.samples), figure(result.options.samples))}</p>
      )}
      <p class="headline-sentence">
        {shares.length === 0
          ? words.noClasses
          : words.headline(figure(result.samples), kept, shares.length, words.planeName[plane])}
      </p>
      {shares.length > 0 && <p>{words.together(shareText(result.classificationKept[plane]))}</p>}
      {models !== null && <p class="soft">{[models, words.seedOf(result.seed)].join(" · ")}</p>}
    </section>
  );
}
