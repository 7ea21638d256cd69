import type { FastifyInstance } from "fastify";
import { type Issue, OptionsError } from "../../../src/index.js";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { RequestProblem } from "../../problems.js";
import { optionsFromQuery, queryText } from "../../query-options.js";
import { taskCaller } from "../../request-body.js";
import { analysisParameters } from "../../schemas/options.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  MovesSchema,
  SNAPSHOT_EXAMPLE,
  SNAPSHOTS_EXAMPLE,
  SnapshotChangeSchema,
  SnapshotRequestSchema,
  SnapshotSchema,
  SnapshotsSchema,
  SnapshotViewSchema,
} from "../../schemas/snapshot.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { snapshotOf, updateSnapshot } from "../../store/snapshots.js";
import { snapshotContent } from "../../workshop/snapshot-content.js";
import { takeSnapshot } from "../../workshop/take-snapshot.js";
import { visibleContent, visibleSnapshot, visibleSnapshots } from "../../workshop/visible-snapshot.js";
import type { Workshop } from "../../workshop/workshop.js";

interface BySnapshot {
  Params: { study: string; snapshot: string };
}

const STUDY_ADDRESS = "/api/v1/studies/:study";
const ADDRESS = `${STUDY_ADDRESS}/snapshots`;

const TAGS = ["rounds"];

const view = jsonAnswer("The snapshot, without its content", SnapshotViewSchema, SNAPSHOT_EXAMPLE);

const { power, maxPower, measure, attenuation, threshold } = analysisParameters;

/** States of a study that are kept, and what changed from one to another. */
export function addSnapshotRoutes(app: FastifyInstance, { store, engine }: Workshop): void {
  app.get(
    ADDRESS,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "listSnapshots",
        tags: TAGS,
        summary: "The states of a study that were kept",
        description:
          "Oldest first, without their content. The facilitator sees all, experts those of closed rounds and published ones, readers published ones.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("The snapshots", SnapshotsSchema, SNAPSHOTS_EXAMPLE),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      return sendJson(reply, { snapshots: await store.read((tx) => visibleSnapshots(tx, member)) });
    },
  );

  app.post(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "takeSnapshot",
        tags: TAGS,
        summary: "Keep the study as it is",
        description:
          "All contributions, decisions, the aggregate, the consensus, the settings and the study. Closing a round takes one by itself.",
        params: studyParameters(),
        body: jsonBody(SnapshotRequestSchema, { title: "After the first session" }),
        response: { 201: withLocation(view), ...problemResponses(STUDY_BODY_PROBLEMS) },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const { title, published = false } = checkedBody(request, SnapshotRequestSchema);
      const made = await store.change(studyId, participantId, async (tx, at) => {
        const input = { title, round: null, published, actor: participantId, at };
        const result = await takeSnapshot(tx, studyId, input);
        return { events: [{ kind: "snapshot-made", after: result }], result };
      });
      return sendJson(reply.code(201).header("location", `/api/v1/studies/${studyId}/snapshots/${made.id}`), made);
    },
  );

  app.get<BySnapshot>(
    `${ADDRESS}/:snapshot`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "getSnapshot",
        tags: TAGS,
        summary: "One state of a study that was kept",
        description:
          "With its content: the study with the consensus as its matrix, the aggregate and the settings; for the facilitator also who answered what.",
        params: studyParameters("snapshot"),
        response: {
          200: jsonAnswer("The snapshot", SnapshotSchema),
          ...problemResponses(["results-hidden", "snapshot-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const stored = await store.read((tx) => visibleSnapshot(tx, member, request.params.snapshot));
      return sendJson(reply, { ...stored, content: visibleContent(snapshotContent(stored), member) });
    },
  );

  app.patch<BySnapshot>(
    `${ADDRESS}/:snapshot`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "changeSnapshot",
        tags: TAGS,
        summary: "Publish a snapshot, or call it something else",
        description:
          "What was kept stays as it is. A published snapshot is seen by all participants, until it no longer is.",
        params: studyParameters("snapshot"),
        body: jsonBody(SnapshotChangeSchema, { published: true }),
        response: { 200: view, ...problemResponses(["snapshot-unknown", ...STUDY_BODY_PROBLEMS]) },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const changes = checkedBody(request, SnapshotChangeSchema);
      const changed = await store.change(studyId, participantId, async (tx) => {
        const stored = await snapshotOf(tx, studyId, request.params.snapshot);
        if (stored === null) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
        const { content: _, ...before } = stored;
        const after = { ...before, ...changes };
        const isSame = after.title === before.title && after.published === before.published;
        if (isSame) return { events: [], result: before };
        await updateSnapshot(tx, studyId, before.id, after);
        return { events: [{ kind: "snapshot-changed", before, after }], result: after };
      });
      return sendJson(reply, changed);
    },
  );

  app.get(
    `${STUDY_ADDRESS}/compare`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "compareSnapshots",
        tags: TAGS,
        summary: "What changed between two snapshots",
        description:
          "Cells of the consensus that differ, and the variables whose class differs, on the direct and the indirect plane. Of snapshots that the caller may see.",
        params: studyParameters(),
        querystring: {
          type: "object",
          properties: {
            from: { type: "string", description: "id of the earlier snapshot" },
            to: { type: "string", description: "id of the later snapshot" },
            power,
            maxPower,
            measure,
            attenuation,
            threshold,
          },
          required: ["from", "to"],
        },
        response: {
          200: jsonAnswer("What changed", MovesSchema),
          ...problemResponses([
            "options-invalid",
            "results-hidden",
            "snapshot-unknown",
            "analysis-undefined",
            "task-timeout",
            "task-too-large",
            ...STUDY_ROUTE_PROBLEMS,
          ]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const ids = [queryText(request.query, "from"), queryText(request.query, "to")];
      const [from, to] = ids;
      if (from === undefined || to === undefined) throw new OptionsError(missingIssues(ids));
      const [before, after] = await store.read(async (tx) => [
        await visibleSnapshot(tx, member, from),
        await visibleSnapshot(tx, member, to),
      ]);
      const [earlier, later] = [snapshotContent(before!).study, snapshotContent(after!).study];
      const task = {
        source: { kind: "study", study: later },
        options: optionsFromQuery(request.query, ["from", "to"]),
        output: { kind: "moves", before: earlier, format: "json" },
      } as const;
      const changed = JSON.parse(String(await engine.run(task, taskCaller(request, reply)))) as object;
      const { content: _, ...fromView } = before!;
      const { content: __, ...toView } = after!;
      return sendJson(reply, { from: fromView, to: toView, ...changed });
    },
  );
}

function missingIssues(ids: readonly (string | undefined)[]): Issue[] {
  return ["from", "to"].flatMap((path, index) =>
    ids[index] === undefined ? [{ path, expected: "the id of a snapshot", received: "nothing" }] : [],
  );
}

function withLocation(answer: object): object {
  return { ...answer, headers: { Location: { type: "string", description: "address of the snapshot" } } };
}
