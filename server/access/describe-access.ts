import type { FastifySchema } from "fastify";
import type { Access } from "./access.js";

/** The ways to say who one is, as OpenAPI has them. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "the secret of a link that has not been exchanged, or the administrator’s token",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "motrice_session",
    description: "what POST /api/v1/session exchanges a link for; for browsers",
  },
} as const;

/** A route's description with who may use it: `x-access` lists the roles, and `admin`; what one role sees of it may be less. */
export function describeAccess(schema: FastifySchema | undefined, access: Access | "anyone"): FastifySchema {
  const ways = [{ bearer: [] }, { session: [] }];
  if (access === "anyone") return { ...schema, security: [...ways, {}] } as FastifySchema;
  const who = [...access.roles, ...(access.admin === true ? ["admin"] : [])];
  return { ...schema, security: ways, "x-access": who } as FastifySchema;
}
