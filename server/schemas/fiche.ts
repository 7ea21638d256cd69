import * as Type from "typebox";
import { FICHE_SECTIONS, FicheSchema, HYPOTHESIS_KINDS } from "../../src/index.js";
import type { PageRange } from "../page.js";
import { closed, orNull } from "./shapes.js";

/** Pages of the history of a fiche. */
export const FICHE_PAGES: PageRange = { parts: 1, usual: 20, most: 100 };

export const FICHE_FORMATS = ["json", "md", "html"] as const;

const time = (description: string) => Type.String({ format: "date-time", description });
const variable = Type.String({ description: "id of the variable" });
const revision = Type.Integer({ minimum: 0, description: "counts the changes of the fiche; 0: nobody has written it" });
const at = orNull(time("time"), "when the revision was written; null: nobody has");
const by = orNull(Type.String(), "who wrote it: a participant’s id, or admin; null: nobody has");

export const FicheViewSchema = Type.Object(
  { variable, revision, at, by, fiche: FicheSchema },
  { ...closed, description: "The fiche of a variable" },
);

export const FichesSchema = Type.Object(
  {
    fiches: Type.Array(
      Type.Object(
        {
          variable,
          revision,
          at,
          by,
          written: Type.Array(Type.Enum([...FICHE_SECTIONS, ...HYPOTHESIS_KINDS], { type: "string" }), {
            description: "the parts that say something",
          }),
        },
        { ...closed, description: "how far a fiche is" },
      ),
      { description: "in the order of the variables" },
    ),
  },
  { ...closed, description: "The fiches of a study" },
);

export const FicheHistorySchema = Type.Object(
  {
    history: Type.Array(FicheViewSchema, { description: "revisions, the latest first" }),
    next: orNull(Type.String(), "cursor of the next page; null: this is the last"),
  },
  { ...closed, description: "A page of the history of a fiche" },
);

export const FICHE_EXAMPLE = {
  definition: { fr: "Ce que coûte l’énergie aux usines.", en: "What energy costs the plants." },
  past: { en: "Prices rose **slowly** until 2020." },
  hypotheses: { low: { title: { fr: "Une énergie chère", en: "Expensive energy" } } },
};

export const FICHE_VIEW_EXAMPLE = {
  variable: "energy-costs",
  revision: 2,
  at: "2026-11-21T09:30:00.000Z",
  by: "Zk3vQ9r2LmTb0xYc",
  fiche: FICHE_EXAMPLE,
};
