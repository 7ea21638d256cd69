/** The planes of an analysis that have a map. */
export type PlaneName = "direct" | "indirect" | "potentialDirect" | "potentialIndirect";
