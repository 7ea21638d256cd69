import type { GraphAnalysis } from "../graph/graph-analysis.js";
import type { Spectrum } from "../matrix/spectrum.js";
import type { Characteristics } from "../structure/characteristics.js";
import type { Displacement } from "../structure/displacement.js";
import type { IndirectPlane } from "../structure/indirect.js";
import type { InterpretiveStructure } from "../structure/interpretive-structure.js";
import type { Plane } from "../structure/plane.js";
import type { StabilityRow } from "../structure/stability.js";
import type { VesterIndices } from "../structure/vester.js";
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
  /** Vester's active and passive sums, product and quotient. */
  readonly vester: VesterIndices;
  /** Levels of the interpretive structural model, from results (1) to drivers, influences below `cut` left out. */
  readonly levels: Omit<InterpretiveStructure, "reachability"> & { readonly cut: number };
  readonly graph: GraphAnalysis;
}
