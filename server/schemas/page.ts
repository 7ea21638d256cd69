import * as Type from "typebox";
import type { PageRange } from "../page.js";

/** The options that choose a page of a list. */
export function pageParameters({ usual, most }: PageRange): object {
  return {
    cursor: Type.Optional(Type.String({ description: "`next` of the page before; without it, the first page" })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: most, description: `most entries of the page; ${usual} by default` }),
    ),
  };
}
