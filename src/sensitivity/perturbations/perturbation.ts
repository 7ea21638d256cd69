import { describeValue, OptionsError } from "../../errors.js";
import type { Study } from "../../study/study.js";
import type { CellModel } from "./cell-model.js";
import { type ExpertsOptions, type ResolvedExperts, resolveExperts } from "./experts.js";
import { collectIssues } from "./model-options.js";
import { type OmissionOptions, omissionModel, type ResolvedOmission, resolveOmission } from "./omission.js";
import { type PotentialOptions, potentialModel, type ResolvedPotential, resolvePotential } from "./potential.js";
import { productModel } from "./product.js";
import { type ResolvedSpread, resolveSpread, type SpreadOptions, spreadModel } from "./spread.js";
import { type ResolvedStep, resolveStep, type StepOptions, stepModel } from "./step.js";

export type PerturbationModel = StepOptions | PotentialOptions | OmissionOptions | SpreadOptions | ExpertsOptions;

/** One model, or several that act one after the other; `experts` or `spread`, which draw a score afresh, come first. */
export type Perturbation = PerturbationModel | readonly PerturbationModel[];

/** A model that treats each cell on its own. */
export type ResolvedCellModel = ResolvedStep | ResolvedPotential | ResolvedOmission | ResolvedSpread;

export type ResolvedModel = ResolvedCellModel | ResolvedExperts;

export const PERTURBATION_KINDS = ["step", "potential", "omission", "experts", "spread"] as const;

/** Most models in a product. */
const MAX_MODELS = 10;

/** Checks a perturbation and completes every model of it. Throws {@link OptionsError} with all that is wrong. */
export function resolvePerturbation(study: Study, given: Perturbation): readonly ResolvedModel[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0 || list.length > MAX_MODELS) {
    const expected = `a model, or a list of 1 to ${MAX_MODELS}`;
    throw new OptionsError([{ path: "perturbation", expected, received: describeValue(given) }]);
  }
  const path = (index: number) => (Array.isArray(given) ? `perturbation/${index}` : "perturbation");
  const models = collectIssues(list.map((model, index) => () => resolveModel(path(index), model, study)));
  const late = models.findIndex(({ kind }, index) => index > 0 && (kind === "experts" || kind === "spread"));
  if (late > 0) {
    const expected = `${models[late]!.kind} first in the list: it draws the score afresh, whatever the models before it did`;
    throw new OptionsError([{ path: path(late), expected, received: `it at place ${late + 1}` }]);
  }
  return models;
}

function resolveModel(path: string, given: unknown, study: Study): ResolvedModel {
  const model = given as PerturbationModel | null | undefined;
  switch (model?.kind) {
    case "step":
      return resolveStep(path, model);
    case "potential":
      return resolvePotential(path, model);
    case "omission":
      return resolveOmission(path, model);
    case "spread":
      return resolveSpread(path, model, study);
    case "experts":
      return resolveExperts(path, model, study);
    default: {
      const known = `a model of the kind ${PERTURBATION_KINDS.join(", ")}`;
      const received =
        typeof given === "object" && given !== null
          ? describeValue((given as { kind?: unknown }).kind)
          : describeValue(given);
      throw new OptionsError([{ path: `${path}/kind`, expected: known, received }]);
    }
  }
}

/** The models as one. */
export function cellModel(models: readonly ResolvedCellModel[]): CellModel {
  return productModel(models.map(toCellModel));
}

function toCellModel(model: ResolvedCellModel): CellModel {
  switch (model.kind) {
    case "step":
      return stepModel(model);
    case "potential":
      return potentialModel(model);
    case "omission":
      return omissionModel(model);
    case "spread":
      return spreadModel(model);
  }
}
