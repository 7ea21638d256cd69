export const JOB_KINDS = ["sensitivity", "robustness"] as const;

/** What a job computes. */
export type JobKind = (typeof JOB_KINDS)[number];
