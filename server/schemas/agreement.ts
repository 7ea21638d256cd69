import * as Type from "typebox";
import { AGENDA_DEFAULTS, AGREEMENT_DEFAULTS, agenda, agreement, EXAMPLE_STUDY, parseStudy } from "../../src/index.js";
import { AnalysisOptionsSchema } from "./analysis.js";
import { AggregationSchema } from "./consensus.js";
import { classOrNull, closed, orNull } from "./shapes.js";

const count = (description: string) => Type.Integer({ minimum: 0, description });
const numberOrNull = (description: string) => orNull(Type.Number(), description);
const reasonOrNull = (reasons: readonly string[], description: string) =>
  orNull(Type.Enum([...reasons], { type: "string" }), description);
const id = (description: string) => Type.String({ description });

const OPTION_TEXTS = {
  potential: "whether a P counts or is left out",
  potentialValue: "what a P counts",
  completeness: "share of the cells an expert must have scored for his ranking of the variables to be compared",
};

const agreementOptions = (texts: typeof OPTION_TEXTS) => ({
  potential: Type.Enum(["value", "ignore"], { type: "string", description: texts.potential }),
  potentialValue: Type.Number({ minimum: 0, maximum: 1000, description: texts.potentialValue }),
  completeness: Type.Number({ minimum: 0, maximum: 1, description: texts.completeness }),
});

/** The options of the agreement as parameters of the query. */
export const agreementParameters = agreementOptions({
  potential: `${OPTION_TEXTS.potential}; as the aggregation of the study has it by default`,
  potentialValue: `${OPTION_TEXTS.potentialValue}; as the aggregation of the study has it by default`,
  completeness: `${OPTION_TEXTS.completeness}; ${AGREEMENT_DEFAULTS.completeness} by default`,
});

const cellAgreement = {
  from: id("id of the variable that influences"),
  to: id("id of the variable that is influenced"),
  answers: count("numbers and P"),
  dontKnow: count("answers ?"),
  distribution: Type.Array(
    Type.Object(
      {
        answer: Type.Union([Type.Number(), Type.Literal("P"), Type.Literal("?")], { description: "an answer given" }),
        count: Type.Integer({ minimum: 1, description: "how many experts gave it" }),
      },
      closed,
    ),
    { description: "each answer given: numbers in ascending order, then P, then ?" },
  ),
  median: numberOrNull("median of the numbers"),
  lowerQuartile: numberOrNull("lower quartile"),
  upperQuartile: numberOrNull("upper quartile"),
  interquartileRange: numberOrNull("upper − lower quartile"),
  exactAgreement: numberOrNull("share of the pairs of experts who gave the very same answer; null below two answers"),
  dispersion: numberOrNull("mean absolute difference over the pairs of experts; null below two numbers"),
};

const concordance = Type.Object(
  {
    w: numberOrNull("Kendall's W: 0 no agreement, 1 the same ranking"),
    reason: reasonOrNull(["one-expert", "one-variable", "no-variation"], "why W has no value"),
    chiSquare: numberOrNull("its test statistic"),
    degreesOfFreedom: numberOrNull("degrees of freedom of the test"),
    pValue: numberOrNull("probability of so large a W by chance"),
    experts: Type.Array(Type.String(), { description: "the experts compared: those who scored enough" }),
  },
  { ...closed, description: "Kendall's W of the experts' rankings" },
);

export const AgreementSchema = Type.Object(
  {
    options: Type.Object(agreementOptions(OPTION_TEXTS), { ...closed, description: "the options, complete" }),
    variables: Type.Array(Type.String(), { description: "ids of the variables" }),
    experts: Type.Array(Type.String(), {
      description:
        "the experts, in the order of severity and distances: to the facilitator their ids; an expert finds his own id first, and the others without a name",
    }),
    cells: Type.Array(Type.Object(cellAgreement, closed), { description: "every cell off the diagonal, row by row" }),
    exactAgreement: numberOrNull("share of the pairs of answers to one cell that are the very same, over all cells"),
    alpha: Type.Object(
      {
        alpha: numberOrNull("Krippendorff's alpha, ordinal: 1 perfect, 0 chance, below 0 systematic disagreement"),
        reason: reasonOrNull(["no-overlap", "no-variation"], "why it has no value"),
        units: count("cells with at least two numbers"),
        values: count("numbers in those cells"),
      },
      { ...closed, description: "do the experts agree beyond chance?" },
    ),
    concordance: Type.Object(
      { influence: concordance, dependence: concordance },
      { ...closed, description: "do the experts rank the variables alike?" },
    ),
    distances: Type.Object(
      {
        distances: Type.Array(Type.Array(numberOrNull("mean absolute difference of two experts")), {
          description: "experts × experts; null where two scored no cell in common",
        }),
        cells: Type.Array(Type.Array(count("cells that both scored")), { description: "experts × experts" }),
      },
      { ...closed, description: "who scores like whom?" },
    ),
    severity: Type.Array(
      Type.Object(
        {
          id: id("the expert"),
          answers: count("cells answered"),
          dontKnow: count("answers ?"),
          cells: count("cells that he and at least one other scored"),
          mean: numberOrNull("mean of his scores on those cells"),
          others: numberOrNull("mean of the others' on the same cells"),
          severity: numberOrNull("mean − others"),
        },
        closed,
      ),
      { description: "who scores high, who scores low?" },
    ),
  },
  { ...closed, description: "How far the experts agree, on what, and who stands where" },
);

const planeOptions = {
  power: AnalysisOptionsSchema.properties.power,
  maxPower: AnalysisOptionsSchema.properties.maxPower,
  threshold: AnalysisOptionsSchema.properties.threshold,
};
const limit = Type.Integer({ minimum: 0, maximum: 10_000, description: "most cells listed" });

/** The options of the agenda as parameters of the query. */
export const agendaParameters = Object.fromEntries(
  Object.entries<Type.TSchema & { description?: string }>({ ...planeOptions, limit }).map(([name, schema]) => {
    const value = (AGENDA_DEFAULTS as unknown as Readonly<Record<string, unknown>>)[name];
    return [name, Type.Optional({ ...schema, description: `${schema.description}; ${value} by default` })];
  }),
);

export const AgendaSchema = Type.Object(
  {
    options: Type.Object(
      { ...planeOptions, aggregation: AggregationSchema, limit },
      { ...closed, description: "the options, complete" },
    ),
    power: Type.Integer({ minimum: 1, description: "power of the consensus matrix, fixed for every change" }),
    stable: Type.Boolean({ description: "whether the rankings are stable at that power" }),
    disputed: count("undecided cells on which experts differ"),
    decisive: count("those of them that can change a class"),
    cells: Type.Array(
      Type.Object(
        {
          ...cellAgreement,
          effect: Type.Number({
            description: "(n − 1) × classes changed + places moved over both planes, for the answer that moves most",
          }),
          flips: Type.Array(
            Type.Object(
              {
                answer: Type.Number({ description: "what the cell would hold" }),
                plane: Type.Enum(["direct", "indirect"], { type: "string", description: "where the class changes" }),
                id: id("the variable that changes class"),
                from: classOrNull("its class before"),
                to: classOrNull("its class after"),
              },
              closed,
            ),
            { description: "the classes that change if the cell takes an answer some expert gave" },
          ),
          weight: Type.Number({ description: "dispersion × effect" }),
          value: Type.Union([Type.Number(), Type.Literal("P"), Type.Null()], {
            description: "what the cell of the consensus holds",
          }),
        },
        closed,
      ),
      { description: "the cells to talk about, the heaviest first" },
    ),
  },
  { ...closed, description: "The disagreements that matter" },
);

const study = parseStudy(EXAMPLE_STUDY);
const contributions = [
  { id: "Zk3vQ9r2LmTb0xYc", answers: study.direct },
  {
    id: "b7LmTb0xYcZk3vQ9",
    answers: study.direct.map((row) => row.map((cell) => (cell === 3 ? 1 : cell))),
  },
];

export const AGREEMENT_EXAMPLE = agreement(study, contributions);
export const AGENDA_EXAMPLE = agenda(study, contributions);
