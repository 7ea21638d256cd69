import * as Type from "typebox";
import { describeValue, type Issue } from "../../src/index.js";
import { ROLES } from "../store/tables.js";
import { LINK_DAYS, MAX_LINK_DAYS } from "../workshop/invitations.js";
import { closed, orNull } from "./shapes.js";

/** Most letters of a participant's name. */
const MAX_NAME = 200;

const role = Type.Enum([...ROLES], { type: "string", description: "facilitator, expert or reader" });
const name = Type.String({
  minLength: 1,
  maxLength: MAX_NAME,
  description: "as the facilitator sees it; no control characters",
});
const weight = Type.Number({
  minimum: 0,
  maximum: 1000,
  description: "weight of an expert’s answers where answers are weighted by expert; 1 is usual",
});
const id = Type.String({ description: "id of the participant" });
const time = (description: string) => Type.String({ format: "date-time", description });

export const ParticipantSchema = Type.Object(
  { id, role, name, weight, createdAt: time("when the participant was added") },
  { ...closed, description: "Someone who takes part in the study" },
);

export const ParticipantsSchema = Type.Object(
  { participants: Type.Array(ParticipantSchema, { description: "in the order they were added" }) },
  { ...closed, description: "Who takes part in the study" },
);

export const NewParticipantSchema = Type.Object(
  { role, name, weight: Type.Optional(weight) },
  { ...closed, description: "Someone to take part in the study" },
);

export const ParticipantChangesSchema = Type.Object(
  { role: Type.Optional(role), name: Type.Optional(name), weight: Type.Optional(weight) },
  { ...closed, description: "What to change of a participant; the rest stays" },
);

const LinkSchema = Type.Object(
  {
    id: Type.String({ description: "id of the link; it opens nothing" }),
    participant: id,
    createdAt: time("when it was made"),
    expiresAt: time("when it ends, and with it the sessions it was exchanged for"),
    exchangedAt: orNull(time("time"), "when it was exchanged for a session; null: not yet"),
    revokedAt: orNull(time("time"), "when it was revoked; null: it was not"),
  },
  { ...closed, description: "A way in for one participant" },
);

export const LinksSchema = Type.Object(
  { links: Type.Array(LinkSchema, { description: "in the order they were made, those that are over included" }) },
  { ...closed, description: "The links of a participant" },
);

export const NewLinkSchema = Type.Object(
  {
    expiresInDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_LINK_DAYS,
        description: `days until it ends; ${LINK_DAYS} by default`,
      }),
    ),
  },
  { ...closed, description: "How long a link lasts" },
);

export const MadeLinkSchema = Type.Object(
  {
    id: Type.String({ description: "id of the link, by which it is revoked" }),
    token: Type.String({ description: "the secret of the link; it is told this once" }),
    url: Type.String({ description: "address to open in a browser, with the secret after its #" }),
    expiresAt: time("when it ends"),
  },
  { ...closed, description: "A new link" },
);

export const PARTICIPANT_EXAMPLE = {
  id: "Zk3vQ9r2LmTb0xYc",
  role: "expert",
  name: "Expert 1",
  weight: 1,
  createdAt: "2026-11-21T09:30:00.000Z",
};

export const LINK_EXAMPLE = {
  id: "b7Jw0sYp4kQnV2xR",
  participant: PARTICIPANT_EXAMPLE.id,
  createdAt: "2026-11-21T09:30:00.000Z",
  expiresAt: "2027-02-19T09:30:00.000Z",
  exchangedAt: null,
  revokedAt: null,
};

const TOKEN_EXAMPLE = "ThisIsNoTokenButLooksLikeOneOf43LettersXXXX";

export const MADE_LINK_EXAMPLE = {
  id: LINK_EXAMPLE.id,
  token: TOKEN_EXAMPLE,
  url: `https://motrice.example/join#${TOKEN_EXAMPLE}`,
  expiresAt: LINK_EXAMPLE.expiresAt,
};

/** Control characters, ends of lines, and marks that turn the direction of what stands beside the name. */
const UNFIT = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a name that the schema lets pass. */
export function nameIssues(given: string | undefined): Issue[] {
  if (given === undefined) return [];
  if (given.trim() !== "" && !UNFIT.test(given)) return [];
  const received = describeValue(given).replace(/\P{ASCII}/gu, "?");
  const expected = `1 to ${MAX_NAME} letters, not only blanks, without control characters`;
  return [{ path: "/name", expected, received }];
}
