import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll } from "vitest";
import { buildApp } from "../../server/app.js";
import type { ServerSettings } from "../../server/settings.js";
import { EXAMPLE_STUDY, parseStudy, type Study } from "../../src/index.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";

/** An app for the tests of one file, asked with `inject`. */
export function useApp(settings: Partial<ServerSettings> = {}): () => FastifyInstance {
  let app: FastifyInstance | undefined;
  beforeAll(async () => {
    app = await buildApp({ logLevel: "silent", rateLimit: 0, workers: 1, maxEventLoopDelayMs: 0, ...settings });
  });
  afterAll(() => app?.close());
  return () => app!;
}

export { shippedStudy } from "../shipped-study.js";

export const SHIPPED_ID = basename(SHIPPED_STUDY_PATH);

export const MATRIX_CSV = readFileSync(join(SHIPPED_STUDY_PATH, "direct.csv"), "utf8");

export const SMALL_STUDY = EXAMPLE_STUDY;

/** A ring of `size` variables, each also influencing the one after the next: larger than what the event loop computes. */
export function ringStudy(size: number): Study {
  const variables = Array.from({ length: size }, (_, i) => ({ id: `v${i}`, label: `Variable ${i}` }));
  const direct = variables.map((_, from) =>
    variables.map((_, to) => (to === (from + 1) % size ? 3 : to === (from + 2) % size ? 1 : from === to ? null : 0)),
  );
  return parseStudy({ variables, direct });
}

export const JSON_TYPE = { "content-type": "application/json" };
export const CSV_TYPE = { "content-type": "text/csv" };
