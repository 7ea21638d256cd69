import * as Type from "typebox";
import { ClassSchema, closed, numbers, orNull, ranks, ref } from "./shapes.js";

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const probability = share;
const byConfidence = (description: string) =>
  Type.Object(
    {
      1: probability("of a conjecture, and of a cell without a confidence"),
      2: probability("of a plausible judgement"),
      3: probability("of a well established judgement"),
    },
    { ...closed, description },
  );

const kind = <Name extends string>(name: Name) => Type.Literal(name, { description: "kind of model" });
const aggregation = Type.Enum(["mean", "median"], {
  type: "string",
  description: "how the drawn scores of a cell become one",
});
const potentialValue = Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: "score of a P that comes true" });
const experts = Type.Integer({ minimum: 1, description: "number of experts' matrices" });

const PerturbationSchema = Type.Array(
  Type.Union(
    [
      Type.Object(
        {
          kind: kind("step"),
          down: byConfidence("probability of a step down, by confidence of the judgement"),
          up: byConfidence("probability of a step up, by confidence of the judgement"),
          zeroProbability: probability("probability that a 0 becomes 1"),
        },
        { ...closed, description: "a scored cell moves by one step, within the scale" },
      ),
      Type.Object(
        { kind: kind("potential"), probability: probability("probability that a P comes true"), value: potentialValue },
        { ...closed, description: "each P comes true or not" },
      ),
      Type.Object(
        { kind: kind("omission"), probability: probability("probability that a cell is forgotten") },
        { ...closed, description: "a scored cell is forgotten" },
      ),
      Type.Object(
        { kind: kind("experts"), aggregation, contributions: experts },
        { ...closed, description: "whole contributions drawn with replacement and aggregated again" },
      ),
      Type.Object(
        { kind: kind("spread"), contributions: experts },
        { ...closed, description: "each cell drawn from what the experts scored there" },
      ),
    ],
    { description: "a perturbation model, complete" },
  ),
  { description: "the models, which act one after the other; contributions by their number" },
);

const errorTarget = Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 });
const ERROR_TARGET = "largest standard error of a membership at which the batch stops early";

/** The options of a batch but for its perturbation. */
const plainOptions = {
  samples: Type.Integer({ minimum: 1, maximum: 1e15, description: "perturbed matrices drawn, at most" }),
  seed: Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1, description: "seed of every draw" }),
  power: Type.Union([Type.Literal("stable"), Type.Integer({ minimum: 1, maximum: 200 })], {
    description:
      "power of the indirect plane, the same in all samples: an integer, or stable for that of the study as it is",
  }),
  threshold: Type.Union([Type.Number(), Type.Enum(["mean", "median", "midrange"])], {
    description: "line between low and high in every sample: mean, median, midrange or a number",
  }),
  top: Type.Integer({ minimum: 1, maximum: 1e6, description: "how many first ranks amongFirst looks at" }),
  targetError: orNull(errorTarget, `${ERROR_TARGET}; null for none`),
  pairwise: Type.Boolean({ description: "whether pairs are counted" }),
};

const DEFAULTS: Readonly<Record<keyof typeof plainOptions, string>> = {
  samples: "10000",
  seed: "1",
  power: "stable",
  threshold: "mean",
  top: "5",
  targetError: "none",
  pairwise: "true up to 256 variables",
};

/** The options of a batch as parameters of the query; `perturbation` stands in the body. */
export const SENSITIVITY_PARAMETERS = Object.fromEntries(
  Object.entries<Type.TSchema & { description?: string }>({
    ...plainOptions,
    targetError: { ...errorTarget, description: ERROR_TARGET },
  })
    // A query holds words and numbers.
    .filter(([name]) => name !== "pairwise")
    .map(([name, schema]) => {
      const description = `${schema.description}; ${DEFAULTS[name as keyof typeof DEFAULTS]} by default`;
      return [name, Type.Optional({ ...schema, description })];
    }),
);

const fourShares = (description: string) =>
  orNull(Type.Array(Type.Array(Type.Number(), { minItems: 4, maxItems: 4 })), description);

export const RankSpreadSchema = Type.Object(
  {
    minimum: ranks("best rank reached"),
    p5: ranks("smallest rank that at least 5 % of the samples reach"),
    median: ranks("median rank"),
    p95: ranks("smallest rank that at least 95 % of the samples reach"),
    maximum: ranks("worst rank reached"),
    amongFirst: numbers("share of samples in which the rank is at most `top`"),
    above: orNull(
      Type.Array(Type.Array(Type.Number())),
      "above[i][j]: share of samples in which i ranks strictly above j; null where pairs are not counted",
    ),
  },
  {
    ...closed,
    $id: "RankSpread",
    description: "Ranks of every variable over the samples; 1 is the strongest, equal sums share a rank",
  },
);

export const SensitivityPlaneSchema = Type.Object(
  {
    membership: fourShares(
      "membership[i]: shares of motor, relay, dependent, autonomous among the samples that have classes; null where none has",
    ),
    standardError: fourShares("√(p(1 − p) ÷ samples with classes) for each p of membership"),
    modalClass: Type.Array(orNull(ClassSchema, "class of one variable"), {
      description: "class with the largest share; of equal ones that of the study as it is, else the first",
    }),
    modalIsBaseline: Type.Array(Type.Boolean(), {
      description: "whether the modal class is that of the study as it is",
    }),
    classless: share("share of samples whose sums are all zero"),
    exact: Type.Boolean({
      description: "whether every sum of every sample is exact; else near-ties may fall either way",
    }),
    influenceRank: ref("RankSpread", "ranks by influence"),
    dependenceRank: ref("RankSpread", "ranks by dependence"),
  },
  { ...closed, $id: "SensitivityPlane", description: "What the samples say of one plane" },
);

const stateOfPlane = (description: string) =>
  Type.Object(
    {
      standardError: orNull(Type.Number(), "largest standard error of a membership; null where no sample has classes"),
      change: orNull(Type.Number(), "largest change of a membership since the checkpoint before; null at the first"),
      classificationKept: share("share of samples in which every variable keeps its class"),
    },
    { ...closed, description },
  );

export const SensitivitySchema = Type.Object(
  {
    samples: Type.Integer({ minimum: 1, description: "samples counted" }),
    seed: plainOptions.seed,
    options: Type.Object(
      { ...plainOptions, perturbation: PerturbationSchema },
      { ...closed, description: "every option, as it was used" },
    ),
    variables: Type.Array(Type.String(), { description: "ids of the variables, in the order of every array" }),
    baseline: Type.Object(
      {
        direct: ref("Plane", "the direct plane"),
        indirect: ref("IndirectPlane", "the indirect plane, at the power of every sample"),
      },
      { ...closed, description: "the study as it is" },
    ),
    direct: ref("SensitivityPlane", "the direct plane over the samples"),
    indirect: ref("SensitivityPlane", "the indirect plane over the samples"),
    classificationKept: Type.Object(
      { direct: share("in the direct plane"), indirect: share("in the indirect plane") },
      { ...closed, description: "share of samples in which every variable has the class it has without perturbation" },
    ),
    convergence: Type.Array(
      Type.Object(
        {
          samples: Type.Integer({ minimum: 1, description: "samples counted by then" }),
          direct: stateOfPlane("the direct plane"),
          indirect: stateOfPlane("the indirect plane"),
        },
        closed,
      ),
      { description: "how far the estimates had come at each checkpoint" },
    ),
    complete: Type.Boolean({ description: "false where the batch was cancelled" }),
  },
  { ...closed, $id: "Sensitivity", description: "How sure each class is: the result of a batch" },
);
