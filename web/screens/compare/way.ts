import { parameters, setParameters } from "../../router/address.js";

/** What two things are compared. */
export const WAYS = ["states", "groups", "what-if"] as const;

export type Way = (typeof WAYS)[number];

/** The way that the address asks for: two states where it does not say. */
export function wayAsked(): Way {
  const asked = parameters.value.get("by");
  return WAYS.find((way) => way === asked) ?? "states";
}

/** Goes to a way, and keeps what was chosen in the others; back returns. */
export function goToWay(way: Way): void {
  setParameters({ by: way === "states" ? null : way }, { replace: false });
}

/** The address of a way: as the page's, but for the way. */
export function addressOfWay(way: Way): string {
  const next = new URLSearchParams(parameters.value);
  if (way === "states") next.delete("by");
  else next.set("by", way);
  return `?${next.toString()}`;
}
