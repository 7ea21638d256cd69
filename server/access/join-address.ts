import type { FastifyRequest } from "fastify";
import { originOf } from "./host-names.js";

/** The address that opens a link. The token stands after the #: a browser sends it to no server, so it is in no log. */
export function joinAddress(origin: string, token: string): string {
  return `${origin}/join#${token}`;
}

/** Where the server is found from outside: as its settings say, else as it was asked. */
export function publicOrigin(request: FastifyRequest, publicUrl: string): string {
  return originOf(publicUrl) ?? originOf(`${request.protocol}://${request.host}`) ?? "";
}
