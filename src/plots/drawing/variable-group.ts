import { element } from "./svg-text.js";

/** What stands for a variable in a picture; it carries the variable's id as `data-variable`, so that a page can light it up. Nothing for nothing. */
export function variableGroup(id: string, content: string): string {
  return content === "" ? "" : element("g", { "data-variable": id }, content);
}

/** What stands for an influence in a picture, with the ids of both ends as `data-from` and `data-to`. */
export function influenceGroup(from: string, to: string, content: string): string {
  return element("g", { "data-from": from, "data-to": to }, content);
}
