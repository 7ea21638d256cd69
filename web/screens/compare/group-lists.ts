import type { Participant } from "../facilitator/facilitator-views.js";

/** The experts of two groups, by their ids. */
export interface GroupLists {
  readonly one: readonly string[];
  readonly two: readonly string[];
}

/** The first half of the experts against the second, in the order they were added; the first is the larger where they are odd. */
export function halves(experts: readonly Participant[]): GroupLists {
  const ids = experts.map(({ id }) => id);
  const middle = Math.ceil(ids.length / 2);
  return { one: ids.slice(0, middle), two: ids.slice(middle) };
}

/** One expert against all the others. */
export function oneAgainst(experts: readonly Participant[], id: string): GroupLists {
  return { one: [id], two: experts.flatMap((expert) => (expert.id === id ? [] : [expert.id])) };
}

/** Those of the lower weights against those of the higher ones, cut at the middle of the weights; null where all weigh the same. */
export function byWeight(experts: readonly Participant[]): GroupLists | null {
  const weights = experts.map(({ weight }) => weight);
  const middle = (Math.min(...weights) + Math.max(...weights)) / 2;
  const one = experts.filter(({ weight }) => weight <= middle).map(({ id }) => id);
  const two = experts.filter(({ weight }) => weight > middle).map(({ id }) => id);
  return two.length === 0 ? null : { one, two };
}

/** A list of the address, in the order of the experts; ids of nobody are left out. Null where the address has none. */
export function listAsked(text: string | null, experts: readonly Participant[]): readonly string[] | null {
  if (text === null) return null;
  const asked = new Set(text.split(","));
  return experts.flatMap(({ id }) => (asked.has(id) ? [id] : []));
}
