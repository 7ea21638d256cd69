import * as Type from "typebox";

const closed = { additionalProperties: false } as const;
const numbers = (description: string) => Type.Array(Type.Number(), { description });
const ranks = (description: string) => Type.Array(Type.Integer({ minimum: 1 }), { description });
const orNull = <Schema extends Type.TSchema>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const ClassSchema = Type.Enum(["motor", "relay", "dependent", "autonomous"], { type: "string" });
const classOrNull = (description: string) => orNull(ClassSchema, description);

const plane = {
  influence: numbers(
    "row sums: how strongly each variable influences the others; the float64 nearest to the exact sum",
  ),
  dependence: numbers("column sums: how strongly each variable depends on the others"),
  influenceShare: numbers("influence, per 10 000 of the total"),
  dependenceShare: numbers("dependence, per 10 000 of the total"),
  influenceRank: ranks("rank by influence: 1 is the strongest, equal sums share a rank (1, 2, 2, 4)"),
  dependenceRank: ranks("rank by dependence"),
  influenceThreshold: Type.Number({
    description: "line between low and high influence: a sum ≥ the threshold is high",
  }),
  dependenceThreshold: Type.Number({ description: "line between low and high dependence" }),
  influenceDistance: numbers("influence − threshold"),
  dependenceDistance: numbers("dependence − threshold"),
  classes: Type.Array(orNull(ClassSchema, "class of one variable"), {
    description:
      "motor (high influence, low dependence), relay (both high), dependent (low, high) or autonomous (both low); null throughout where all sums are zero",
  }),
};

export const PlaneSchema = Type.Object(plane, {
  ...closed,
  $id: "Plane",
  description:
    "Influence and dependence of every variable, and what follows from them; arrays in the order of `variables`",
});

export const IndirectPlaneSchema = Type.Object(
  {
    ...plane,
    power: orNull(
      Type.Integer({ minimum: 1 }),
      "power of the matrix, or terms of the attenuated sum; null for dematel, which has all of them",
    ),
    stable: Type.Boolean({ description: "whether both rankings are the same from this power to maxPower" }),
    reason: orNull(
      Type.Enum(["nilpotent", "periodic", "reducible", "slow", "early"]),
      "why the rankings are not stable: no loops, so the powers vanish; a pattern that comes round; parts that grow at paces of their own; not within maxPower; or the power asked for comes before the stable one",
    ),
  },
  { ...closed, $id: "IndirectPlane", description: "A plane in which chains of influences are counted" },
);

export const AnalysisOptionsSchema = Type.Object(
  {
    power: Type.Union([Type.Literal("stable"), Type.Integer({ minimum: 1, maximum: 200 })], {
      description: "power of the matrix for the indirect plane, or stable: the smallest from which the rankings hold",
    }),
    maxPower: Type.Integer({ minimum: 1, maximum: 200, description: "largest power looked at" }),
    measure: Type.Enum(["power", "attenuated", "dematel"], {
      type: "string",
      description: "how indirect influences add up: Mᵏ, Σ αʲ⁻¹ Mʲ, or N(I − N)⁻¹",
    }),
    attenuation: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: "α of the attenuated measure" }),
    threshold: Type.Union([Type.Number(), Type.String()], {
      description:
        "line between low and high: mean, median, midrange, a number, or a formula over mean median min max std q1 q3 n, such as mean + std / 2",
    }),
    lang: Type.Enum(["fr", "en"], { type: "string", description: "language of titles and labels" }),
    potentialValue: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1000,
      description: "value of a P in the potential planes",
    }),
    cut: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1000,
      description: "weakest influence that counts in the interpretive structural model",
    }),
    loopLength: Type.Integer({
      minimum: 2,
      maximum: 12,
      description: "longest feedback loop looked for, in variables",
    }),
    loopLimit: Type.Integer({ minimum: 0, maximum: 10_000, description: "most feedback loops returned" }),
  },
  { ...closed, $id: "AnalysisOptions", description: "Every option of the analysis, as it was used" },
);

const plainRef = (name: string) => Type.Unsafe({ $ref: `${name}#` });
// Beside a $ref the generator of the document drops a description: hence allOf.
const ref = (name: string, description: string) => Type.Unsafe({ description, allOf: [plainRef(name)] });

const CharacteristicsSchema = Type.Object(
  {
    size: Type.Integer({ minimum: 1, description: "number of variables, n" }),
    scored: Type.Integer({ minimum: 0, description: "cells off the diagonal that hold a score, of n² − n" }),
    counts: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: "how many cells hold each value; 0, 1, 2, 3 and P always there, other values as they occur",
      examples: [{ "0": 614, "1": 66, "2": 94, "3": 38, P: 0 }],
    }),
    blanks: Type.Integer({ minimum: 0, description: "cells off the diagonal that are blank" }),
    total: Type.Number({ description: "sum of all direct influences, P as 0" }),
    fillRate: Type.Number({ minimum: 0, maximum: 100, description: "100 × cells that are not 0 (P included) ÷ n²" }),
  },
  { ...closed, description: "what the matrix looks like before any analysis" },
);

const VariableSchema = Type.Object(
  {
    id: Type.String({ description: "identifier" }),
    code: Type.String({ description: "short code" }),
    label: Type.String({ description: "long name" }),
    short: Type.String({ description: "short name" }),
    block: orNull(Type.String(), "id of its block"),
  },
  closed,
);

const StabilityRowSchema = Type.Object(
  {
    power: Type.Integer({ minimum: 2, description: "power of the matrix" }),
    influenceSwaps: Type.Integer({
      minimum: 0,
      description:
        "pairs ranked strictly one way by influence at the power before and strictly the other way at this one",
    }),
    dependenceSwaps: Type.Integer({ minimum: 0, description: "the same by dependence" }),
    influencePercent: Type.Number({ description: "100 × (1 − influenceSwaps ÷ (n(n − 1) ÷ 2))" }),
    dependencePercent: Type.Number({ description: "the same by dependence" }),
  },
  closed,
);

const limitReason = (description: string) =>
  orNull(Type.Enum(["nilpotent", "periodic", "several-parts", "unreached", "slow"]), description);

const SpectrumSchema = Type.Object(
  {
    radius: Type.Number({
      description: "spectral radius: by how much indirect influences grow from a power to the next, in the long run",
    }),
    secondRadius: Type.Number({ description: "second largest modulus of an eigenvalue" }),
    ratio: orNull(
      Type.Number(),
      "secondRadius ÷ radius: near 0 the rankings settle at once, near 1 slowly; null when nilpotent",
    ),
    irreducible: Type.Boolean({ description: "whether every variable influences every other, by chains at least" }),
    period: Type.Integer({
      minimum: 1,
      description: "powers the pattern of zeros takes to come round; 1 is aperiodic",
    }),
    nilpotent: Type.Boolean({ description: "no feedback loop: the powers vanish" }),
    components: Type.Array(Type.Array(Type.String()), {
      description: "strongly connected components, as ids of variables",
    }),
    converged: Type.Boolean({ description: "whether both radii have settled to 1e-8" }),
    limitInfluenceRank: orNull(
      ranks("ranks"),
      "ranks the influences tend to as the power grows; null where there is no limit, or it was not found",
    ),
    limitInfluenceReason: limitReason(
      "why there are no such ranks: no loops; the strongest part of the graph comes round every few powers; several parts are equally strong; some variable does not influence it; or the powers settle too slowly",
    ),
    limitDependenceRank: orNull(
      ranks("ranks"),
      "ranks the dependences tend to as the power grows; null where there is no limit, or it was not found",
    ),
    limitDependenceReason: limitReason(
      "why there are no such ranks, in the same words; unreached: some variable is not influenced by the strongest part",
    ),
  },
  { ...closed, description: "what the powers of the matrix tend to, and how fast" },
);

const DisplacementSchema = Type.Object(
  {
    id: Type.String({ description: "id of the variable" }),
    influenceRankChange: Type.Integer({
      description: "places gained by influence from the direct to the indirect plane",
    }),
    dependenceRankChange: Type.Integer({ description: "places gained by dependence" }),
    from: classOrNull("class in the direct plane"),
    to: classOrNull("class in the indirect plane"),
  },
  closed,
);

const VesterSchema = Type.Object(
  {
    activeSum: numbers("AS: row sums of the direct influences"),
    passiveSum: numbers("PS: column sums"),
    product: numbers("AS × PS: critical when large, buffering when small"),
    quotient: Type.Array(orNull(Type.Number(), "AS ÷ PS of one variable"), {
      description: "AS ÷ PS: active above 1, reactive below; null where PS is 0",
    }),
  },
  { ...closed, description: "Vester's indices: active or reactive, critical or buffering" },
);

const counts = (description: string) => Type.Array(Type.Integer({ minimum: 1 }), { description });

const LevelsSchema = Type.Object(
  {
    cut: Type.Number({ exclusiveMinimum: 0, description: "weakest influence that counts" }),
    drivingPower: counts("how many variables each one reaches through chains, itself included"),
    dependencePower: counts("how many variables reach it"),
    levels: counts("level of each variable: 1 at the top (results), the last one at the root (drivers)"),
  },
  { ...closed, description: "interpretive structural model: the layers of the system, from results to drivers" },
);

const LoopSchema = Type.Object(
  {
    variables: Type.Array(Type.String(), { description: "ids; each influences the next, the last one the first" }),
    product: Type.Number({ description: "product of the strengths" }),
    weakest: Type.Number({ description: "the weakest of the strengths" }),
    length: Type.Integer({ minimum: 2, description: "number of variables" }),
  },
  closed,
);

const perVariable = (description: string) =>
  orNull(Type.Array(Type.Number()), `${description}; null where it has no value`);

const GraphSchema = Type.Object(
  {
    centrality: Type.Object(
      {
        inStrength: perVariable("sum of the incoming influences"),
        outStrength: perVariable("sum of the outgoing influences"),
        betweenness: perVariable("share of the shortest ways that pass through; stronger is shorter"),
        closeness: perVariable("nearness of all that influences the variable"),
        eigenvector: perVariable("eigenvector centrality, incoming"),
        pageRank: perVariable("PageRank"),
        hubs: perVariable("HITS: influences what is influenced by much"),
        authorities: perVariable("HITS: is influenced by what influences much"),
        katz: perVariable("Katz centrality, incoming"),
      },
      { ...closed, description: "one number per variable and measure" },
    ),
    loops: Type.Array(LoopSchema, { description: "feedback loops, strongest first" }),
    loopsComplete: Type.Boolean({ description: "whether loops holds every loop up to loopLength" }),
    loopsExact: Type.Boolean({
      description: "whether loops are the strongest for sure; false only where the search had to stop early",
    }),
    communities: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "Louvain community of each variable, numbered from 0 in order of first appearance",
    }),
    communityAgreement: orNull(
      Type.Number(),
      "adjusted Rand index between the communities and the blocks: 1 the same partition, 0 chance; null without blocks",
    ),
    blocks: Type.Array(Type.Array(Type.Number()), {
      description:
        "block × block sums of the direct influences, in the order of study.blocks; variables without a block last",
    }),
  },
  { ...closed, description: "the graph of influences in numbers" },
);

export const AnalysisSchema = Type.Object(
  {
    study: Type.Object(
      {
        id: Type.String({ description: "identifier" }),
        title: Type.String({ description: "title, in the language of the options" }),
        size: Type.Integer({ minimum: 1, description: "number of variables, n" }),
        disclaimer: orNull(Type.String(), "what readers must know of the study"),
        blocks: Type.Array(
          Type.Object(
            { id: Type.String({ description: "identifier" }), label: Type.String({ description: "name" }) },
            closed,
          ),
          { description: "the blocks, in order" },
        ),
      },
      { ...closed, description: "the study analysed" },
    ),
    options: ref("AnalysisOptions", "every option, as it was used"),
    characteristics: CharacteristicsSchema,
    variables: Type.Array(VariableSchema, { description: "the variables, in the order of every other array" }),
    direct: ref("Plane", "the direct plane: row and column sums of the matrix"),
    indirect: ref("IndirectPlane", "the indirect plane: the same with chains of influences"),
    potentialDirect: orNull(plainRef("Plane"), "the direct plane with each P as potentialValue; null without any P"),
    potentialIndirect: orNull(
      plainRef("IndirectPlane"),
      "the indirect plane with each P as potentialValue; null without any P",
    ),
    stability: Type.Array(StabilityRowSchema, {
      description: "how far the rankings move from each power to the next, from power 2 to maxPower",
    }),
    spectrum: SpectrumSchema,
    displacement: Type.Array(DisplacementSchema, {
      description: "move of each variable from the direct to the indirect plane",
    }),
    vester: VesterSchema,
    levels: LevelsSchema,
    graph: GraphSchema,
  },
  {
    ...closed,
    $id: "Analysis",
    description: "The structural analysis of a study: the same bytes as from the library and the command line",
  },
);
