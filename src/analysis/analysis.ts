import type { FeedbackLoop } from "../graph/feedback-loops.js";
import type { Spectrum } from "../matrix/spectrum.js";
import type { Characteristics } from "../structure/characteristics.js";
import type { Displacement } from "../structure/displacement.js";
import type { IndirectPlane } from "../structure/indirect.js";
import type { Plane } from "../structure/plane.js";
import type { StabilityRow } from "../structure/stability.js";
import type { ResolvedAnalysisOptions } from "./options.js";

/** A variable as results name it, in the language of the analysis. */
export interface AnalysedVariable {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly short: string;
  /** Id of its block. */
  readonly block: string | null;
}

/** The influence graph in numbers. */
export interface GraphAnalysis {
  /** One number per variable, by name of the measure. */
  readonly centrality: Readonly<Record<string, readonly number[] | null>>;
  /** Feedback loops, strongest first. */
  readonly loops: readonly FeedbackLoop[];
  /** Whether `loops` holds every loop up to the chosen length. */
  readonly loopsComplete: boolean;
  /** Louvain community of each variable, numbered from 0 in order of first appearance. */
  readonly communities: readonly number[];
  /** Adjusted Rand index between the communities and the study's blocks; 1 is the same partition, 0 chance; null without blocks. */
  readonly communityAgreement: number | null;
  /** Block × block sums of the direct influences, in the order of `study.blocks`; variables without a block come last. */
  readonly blocks: readonly (readonly number[])[];
}

/** Everything the structural analysis says of a study: the same record from library, command line and API. */
export interface Analysis {
  readonly study: {
    readonly id: string;
    readonly title: string;
    readonly size: number;
    /** What readers must know of the study, or null. */
    readonly disclaimer: string | null;
    /** The study's blocks in order. */
    readonly blocks: readonly { readonly id: string; readonly label: string }[];
  };
  readonly options: ResolvedAnalysisOptions;
  readonly characteristics: Characteristics;
  /** The order of every array below. */
  readonly variables: readonly AnalysedVariable[];
  readonly direct: Plane;
  readonly indirect: IndirectPlane;
  /** null without any P. */
  readonly potentialDirect: Plane | null;
  /** null without any P. */
  readonly potentialIndirect: IndirectPlane | null;
  readonly stability: readonly StabilityRow[];
  readonly spectrum: Spectrum;
  /** From the direct to the indirect plane. */
  readonly displacement: readonly Displacement[];
  readonly graph: GraphAnalysis;
}
