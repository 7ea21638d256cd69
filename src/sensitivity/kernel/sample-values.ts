/**
 * Puts the values of all cells in one sample into `into[offset + stride × cell]`. Cells that do not move are left to the caller,
 * who starts from the plan's fixed values.
 */
export type SampleValues = (sample: number, into: Float64Array, offset: number, stride: number) => void;
