import * as Type from "typebox";

/** `?of=`, as a parameter of the query. */
export const ofParameter = {
  of: Type.Optional(
    Type.String({
      description:
        "which matrix: consensus (the default: decisions, else the aggregate), aggregate, contribution:ID of an expert, or snapshot:ID",
    }),
  ),
};
