import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { buildApp } from "../../server/app.js";
import type { ServerSettings } from "../../server/settings.js";
import { newId } from "../../server/store/new-id.js";
import { openStore } from "../../server/store/open-store.js";
import type { Store } from "../../server/store/store.js";
import type { Role } from "../../server/store/tables.js";
import { enrol, makeLink } from "../../server/workshop/invitations.js";
import { EXAMPLE_STUDY } from "../../src/index.js";

export interface WorkshopAppOptions {
  /** @default a database in memory, closed with the app */
  readonly store?: Store;
  readonly adminToken?: string;
  readonly settings?: Partial<ServerSettings>;
}

export interface Ask {
  /** Sent as Bearer token. */
  readonly token?: string;
  /** Sent as JSON, unless it is a text or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Invited {
  readonly participant: string;
  readonly token: string;
}

/** An app with studies, for tests. */
export interface WorkshopApp {
  readonly app: FastifyInstance;
  readonly store: Store;
  /** A study without its scores, its first round open, with its facilitator. */
  readonly create: (study?: unknown) => Promise<{ readonly study: string; readonly facilitator: Invited }>;
  /** A participant of a study, with the token of a link; in one step, beside the API. */
  readonly invite: (study: string, role: Role, name?: string) => Promise<Invited>;
  /** A request as a program makes it; `url` starts after /api/v1. */
  readonly ask: (
    method: NonNullable<InjectOptions["method"]>,
    url: string,
    ask?: Ask,
  ) => Promise<LightMyRequestResponse>;
  readonly close: () => Promise<void>;
}

/**
 * @example
 * const workshop = await buildWorkshop();
 * const { study, facilitator } = await workshop.create();
 * const expert = await workshop.invite(study, "expert");
 * await workshop.ask("GET", `/studies/${study}`, { token: expert.token });
 */
export async function buildWorkshop({
  store,
  adminToken = "",
  settings = {},
}: WorkshopAppOptions = {}): Promise<WorkshopApp> {
  const used = store ?? (await openStore("memory"));
  const limits = { rateLimit: 0, tokenRateLimit: 0, guessLimit: 0 };
  const quiet = { ...limits, logLevel: "silent", workers: 1, maxEventLoopDelayMs: 0 } as const;
  const app = await buildApp({ ...quiet, adminToken, ...settings }, { store: used });

  const ask: WorkshopApp["ask"] = (method, url, { token, body, headers = {} } = {}) => {
    const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
    return app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { payload: raw ? Buffer.from(body as string) : JSON.stringify(body) }),
    });
  };

  return {
    app,
    store: used,
    ask,
    invite: (study, role, name = `${role} ${newId()}`) =>
      used.change(study, "admin", async (tx, at) => {
        const enrolled = await enrol(tx, study, at, { role, name, weight: 1 });
        const participant = enrolled.result.id;
        const made = await makeLink(tx, { studyId: study, participantId: participant, at });
        const result = { participant, token: made.result.token };
        return { events: [...enrolled.events, ...made.events], result };
      }),
    create: async (study = EXAMPLE_STUDY) => {
      const admin = adminToken === "" ? {} : { token: adminToken };
      const answer = await ask("POST", "/studies", { ...admin, body: { study, keepScores: false } });
      if (answer.statusCode !== 201) throw new Error(`POST /studies: ${answer.statusCode} ${answer.body}`);
      const made = answer.json();
      return { study: made.study.id, facilitator: made.facilitator };
    },
    close: async () => {
      await app.close();
      if (store === undefined) await used.close();
    },
  };
}
