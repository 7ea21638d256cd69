import * as Type from "typebox";
import { ROLES } from "../store/tables.js";
import { closed, orNull } from "./shapes.js";

const MembershipSchema = Type.Object(
  {
    study: Type.String({ description: "id of the study" }),
    title: Type.Unsafe({
      anyOf: [{ type: "string" }, { type: "object", additionalProperties: { type: "string" } }],
      description: "title of the study: a text, or one per language (fr, en)",
    }),
    participant: Type.String({ description: "id of the caller in the study" }),
    name: Type.String({ description: "name of the caller in the study" }),
    role: Type.Enum([...ROLES], { type: "string", description: "facilitator, expert or reader" }),
    expiresAt: Type.String({ format: "date-time", description: "when the link ends, and this with it" }),
    deletedAt: orNull(Type.String({ format: "date-time" }), "when the study was deleted; null: it was not"),
  },
  { ...closed, description: "A study the caller is in" },
);

export const SessionSchema = Type.Object(
  {
    memberships: Type.Array(MembershipSchema, { description: "the studies the caller is in" }),
    admin: Type.Boolean({ description: "whether the caller may make studies" }),
  },
  { ...closed, description: "Who asks" },
);

export const ExchangedSchema = Type.Object(
  {
    ...SessionSchema.properties,
    joined: Type.String({ description: "id of the study that the link leads to" }),
  },
  { ...closed, description: "Who asks from now on" },
);

export const TokenSchema = Type.Object(
  { token: Type.String({ maxLength: 200, description: "the secret of a link: what stands after its #" }) },
  { ...closed, description: "The link to exchange" },
);

export const SESSION_EXAMPLE = {
  memberships: [
    {
      study: "q3Zr8yTn5LwBk0Vd",
      title: "Industry in 2040",
      participant: "Zk3vQ9r2LmTb0xYc",
      name: "Expert 1",
      role: "expert",
      expiresAt: "2027-02-19T09:30:00.000Z",
      deletedAt: null,
    },
  ],
  admin: false,
};
