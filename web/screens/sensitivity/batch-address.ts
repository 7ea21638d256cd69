import type { PerturbationModel, SensitivityOptions, SensitivityResult } from "../../../src/index.js";
import { parameters, setParameters } from "../../router/address.js";
import { numberOr } from "../results/result-options.js";

export type ModelKind = PerturbationModel["kind"];

/** The models as they are offered: the usual one first. */
export const OFFERED_KINDS: readonly ModelKind[] = ["step", "potential", "omission", "experts", "spread"];

/** In the order in which they act: the first two draw a score afresh, a P that came true may be a step off, and any score forgotten. */
const MODEL_KINDS: readonly ModelKind[] = ["experts", "spread", "potential", "step", "omission"];

/** Models that draw from what the experts answered; one at most, before all others. */
export const DRAWING_KINDS: readonly ModelKind[] = ["experts", "spread"];

export const DEFAULT_SAMPLES = 10_000;

/** The parameters of the address that say how a batch is drawn; `power` and `threshold` are those of the results. */
const BATCH_PARAMETERS = [
  "model",
  "step",
  "down",
  "up",
  "zero",
  "potential",
  "value",
  "omission",
  "aggregation",
  "samples",
  "seed",
  "top",
] as const;

export type BatchParameter = (typeof BATCH_PARAMETERS)[number] | "power" | "threshold";

/** What the address asks for. */
export interface BatchAsked {
  readonly models: readonly ModelKind[];
  /** As the engine takes them: what it refuses is in them as it was written. */
  readonly options: SensitivityOptions;
  /** Whether only the server can count it. */
  readonly needsServer: boolean;
}

/** The batch that the address asks for: the same address gives the same bytes. */
export function batchAsked(): BatchAsked {
  const text = (name: BatchParameter) => parameters.value.get(name);
  const models = modelsAsked();
  const options = {
    samples: numberOr(text("samples") ?? String(DEFAULT_SAMPLES)),
    seed: numberOr(text("seed") ?? "1"),
    perturbation: models.map(modelAsked),
    ...(text("power") !== null && { power: numberOr(text("power")!) }),
    ...(text("threshold") !== null && { threshold: numberOr(text("threshold")!) }),
    ...(text("top") !== null && { top: numberOr(text("top")!) }),
  };
  return {
    models,
    options: options as unknown as SensitivityOptions,
    needsServer: models.some((kind) => DRAWING_KINDS.includes(kind)),
  };
}

/** The models of the address, the neighbouring scores where it names none; `none` is none of them, which the engine refuses. */
function modelsAsked(): readonly ModelKind[] {
  const named = (parameters.value.get("model") ?? "step").split(".");
  return [...new Set(named)].flatMap((name) => MODEL_KINDS.filter((kind) => kind === name));
}

/** Adds a model to those of the address, in the order in which they act, or takes it out. */
export function setModel(kind: ModelKind, wanted: boolean): void {
  const draws = DRAWING_KINDS.includes(kind);
  const kept = modelsAsked().filter((other) => other !== kind && !(wanted && draws && DRAWING_KINDS.includes(other)));
  const models = MODEL_KINDS.filter((other) => kept.includes(other) || (wanted && other === kind));
  const model = models.length === 0 ? "none" : models.join(".");
  setParameters({ model: model === "step" ? null : model }, { replace: false });
}

/** How the address gives the probability of a step. */
export type StepKind = "same" | "confidence" | "apart";

export function stepKind(): StepKind {
  const asked = parameters.value;
  if (asked.has("down") || asked.has("up")) return "apart";
  return (asked.get("step") ?? "").includes("_") ? "confidence" : "same";
}

/** The probabilities of a step by confidence, as the address writes them. */
export function stepTexts(): readonly [string, string, string] {
  const [one = "", two = one, three = two] = (parameters.value.get("step") ?? "").split("_");
  return [one, two, three];
}

function modelAsked(kind: ModelKind): object {
  const given = (parameter: BatchParameter, option: string) => {
    const text = parameters.value.get(parameter);
    return text === null ? {} : { [option]: numberOr(text) };
  };
  switch (kind) {
    case "step": {
      const zero = given("zero", "zeroProbability");
      if (stepKind() === "apart") return { kind, ...given("down", "down"), ...given("up", "up"), ...zero };
      if (stepKind() === "same") return { kind, ...given("step", "probability"), ...zero };
      const [one, two, three] = stepTexts().map(numberOr);
      return { kind, probability: { 1: one, 2: two, 3: three }, ...zero };
    }
    case "potential":
      return { kind, ...given("potential", "probability"), ...given("value", "value") };
    case "omission":
      return { kind, ...given("omission", "probability") };
    case "experts":
      return { kind, ...(parameters.value.get("aggregation") === "median" && { aggregation: "median" }) };
    case "spread":
      return { kind };
  }
}

/** The part of an address that asks for a batch as a result says it was drawn. */
export function addressOfBatch({ seed, options }: SensitivityResult): Record<BatchParameter, string | null> {
  const address: Record<string, string | null> = Object.fromEntries(BATCH_PARAMETERS.map((name) => [name, null]));
  address["model"] = options.perturbation.map(({ kind }) => kind).join(".");
  address["samples"] = String(options.samples);
  address["seed"] = String(seed);
  address["top"] = String(options.top);
  address["power"] = options.power === "stable" ? null : String(options.power);
  address["threshold"] = options.threshold === "mean" ? null : String(options.threshold);
  for (const model of options.perturbation) {
    if (model.kind === "omission") address["omission"] = String(model.probability);
    if (model.kind === "experts") address["aggregation"] = model.aggregation;
    if (model.kind === "potential") {
      address["potential"] = String(model.probability);
      address["value"] = String(model.value);
    }
    if (model.kind === "step") Object.assign(address, addressOfStep(model));
  }
  return address as Record<BatchParameter, string | null>;
}

type Step = Extract<SensitivityResult["options"]["perturbation"][number], { kind: "step" }>;

function addressOfStep({ down, up, zeroProbability }: Step): Record<string, string> {
  const levels = [1, 2, 3] as const;
  const zero: Record<string, string> = zeroProbability > 0 ? { zero: String(zeroProbability) } : {};
  if (levels.some((level) => down[level] !== up[level])) return { down: String(down[1]), up: String(up[1]), ...zero };
  const both = levels.map((level) => String(down[level] + up[level]));
  return { step: new Set(both).size === 1 ? both[0]! : both.join("_"), ...zero };
}
