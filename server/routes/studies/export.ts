import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { memberOf } from "../../access/access.js";
import { BundleSchema } from "../../schemas/bundle.js";
import { problemResponses } from "../../schemas/problem.js";
import { jsonAnswer, STUDY_ROUTE_PROBLEMS, studyParameters } from "../../schemas/study-resource.js";
import { exportBundle } from "../../workshop/export-bundle.js";
import type { Workshop } from "../../workshop/workshop.js";

/** A study as one file. */
export function addExportRoute(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    "/api/v1/studies/:study/export",
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "exportStudy",
        tags: ["studies"],
        summary: "Export a study as one file",
        description:
          'All that belongs to it: variables, fiches with their history, participants, contributions, assignments, rounds, snapshots, decisions, events; but no links, sessions or jobs. `POST /api/v1/studies` with `{ "bundle": … }` makes a study of it that exports the same bytes, on either database.',
        params: studyParameters(),
        response: {
          200: jsonAnswer("The study", BundleSchema),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      const pieces = await store.read((tx) => exportBundle(tx, studyId));
      return reply
        .headers({
          "cache-control": "no-store",
          "content-disposition": `attachment; filename="study-${studyId}.json"`,
          "content-length": String(pieces.reduce((sum, { length }) => sum + length, 0)),
        })
        .type("application/json; charset=utf-8")
        .send(Readable.from(pieces));
    },
  );
}
