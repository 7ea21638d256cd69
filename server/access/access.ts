import type { FastifyRequest } from "fastify";
import { ROLES, type Role } from "../store/tables.js";

/** Who may use a route, as its `config.access`. */
export interface Access {
  /** Roles in the study of the address; of a route without a study, in any study. */
  readonly roles: readonly Role[];
  /** Whether an administrator may use it too. @default false */
  readonly admin?: boolean;
  /** Whether it serves deleted studies. @default false */
  readonly deleted?: boolean;
}

/** Every role of a study. */
export const ALL_ROLES = ROLES;

/** Who asks for something of a study. */
export interface Member {
  readonly studyId: string;
  /** `admin` for an administrator. */
  readonly participantId: string;
  /** Null for an administrator, who has no role in the study. */
  readonly role: Role | null;
}

/** A study that a caller is in. */
export interface Membership {
  readonly participantId: string;
  readonly role: Role;
  readonly deleted: boolean;
  /** Id of the link he came by. */
  readonly link: string;
  /** When that link ends. */
  readonly expiresAt: string;
}

/** Who asks. */
export interface Caller {
  /** Whether he may do what an administrator does. */
  readonly admin: boolean;
  /** By id of the study. */
  readonly memberships: ReadonlyMap<string, Membership>;
  /** Hash of the session he came by; null for who came by a token, or is nobody. */
  readonly session: string | null;
}

export const ANONYMOUS: Caller = { admin: false, memberships: new Map(), session: null };

/** The actor of an administrator in the log of a study. */
export const ADMIN = "admin";

declare module "fastify" {
  interface FastifyContextConfig {
    /** `anyone`: whoever asks is made known, and let in; `unguarded`: nobody asks who it is. Routes under /api/v1/studies must say it. */
    access?: Access | "anyone" | "unguarded";
  }
  interface FastifyRequest {
    caller: Caller | null;
    member: Member | null;
  }
}

/** Who asks, on a route whose access is guarded. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error(`${request.routeOptions.url} does not say who may use it`);
  return request.caller;
}

/** Who asks for something of the study in the address: the guard has let him in. */
export function memberOf(request: FastifyRequest): Member {
  if (request.member === null) throw new Error(`${request.routeOptions.url} is not the address of a study`);
  return request.member;
}
