import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { formatShare } from "../../language/format-share.js";
import type { Language } from "../../language/text.js";
import type { DescribedModel } from "../../sensitivity/result.js";

/** The models of a batch in words, each with its probabilities, one after the other. */
export function perturbationText(models: readonly DescribedModel[], lang: Language): string {
  return models.map((model) => modelText(model, lang)).join(" + ");
}

function modelText(model: DescribedModel, lang: Language): string {
  const { models, aggregations } = dictionary(lang).sensitivity;
  const percent = (probability: number) => formatShare(probability, lang, 2);
  const number = (value: number) => formatNumber(value, lang, 4);
  switch (model.kind) {
    case "step":
      return stepText(model, lang);
    case "potential":
      return models.potential(percent(model.probability), number(model.value));
    case "omission":
      return models.omission(percent(model.probability));
    case "experts":
      return models.experts(model.contributions, aggregations[model.aggregation]);
    case "spread":
      return models.spread(model.contributions);
  }
}

type ByConfidence = Readonly<Record<1 | 2 | 3, number>>;

function stepText(model: Extract<DescribedModel, { kind: "step" }>, lang: Language): string {
  const { models } = dictionary(lang).sensitivity;
  const { down, up, zeroProbability } = model;
  const levels = [1, 2, 3] as const;
  const even = levels.every((level) => down[level] === up[level]);
  const uniform = levels.every((level) => down[level] === down[1] && up[level] === up[1]);
  const percents = (by: ByConfidence) => {
    const [one, two, three] = levels.map((level) => formatShare(by[level], lang, 2));
    return uniform ? one! : models.byConfidence(one!, two!, three!);
  };
  const both = { 1: down[1] + up[1], 2: down[2] + up[2], 3: down[3] + up[3] };
  const step = even ? models.step(percents(both)) : models.stepApart(percents(down), percents(up));
  return [
    uniform ? step : `${step} ${models.confidence}`,
    ...(zeroProbability > 0 ? [models.zero(formatShare(zeroProbability, lang, 2))] : []),
  ].join(", ");
}
