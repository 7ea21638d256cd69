import type { FastifyInstance } from "fastify";
import { describeValue, OptionsError } from "../../../src/index.js";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { queryText } from "../../query-options.js";
import { revisionTag } from "../../revision.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  NewVariableSchema,
  OrderSchema,
  VARIABLE_EXAMPLE,
  VariableChangesSchema,
  VariablesSchema,
  VariableViewSchema,
} from "../../schemas/structure.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { readStudyRecord } from "../../store/studies.js";
import { assembleStudy } from "../../workshop/assemble-study.js";
import {
  addVariable,
  editVariable,
  type NewVariable,
  removeVariable,
  reorderVariables,
  type VariableChanges,
} from "../../workshop/change-variables.js";
import type { Workshop } from "../../workshop/workshop.js";
import { IF_MATCH, REVISION_HEADER, STRUCTURE_BODY_LIMIT, sendRevised, structureChange } from "./structure-route.js";

interface ByVariable {
  Params: { study: string; variable?: string };
}

const ADDRESS = "/api/v1/studies/:study/variables";
const ORDER = `${ADDRESS}/order`;

/** A variable may be called order: its address is also that of the order, which PUT alone uses. */
const ADDRESSES = [`${ADDRESS}/:variable`, ORDER];

const TAGS = ["variables"];

const MEMBERS = { config: { access: { roles: ALL_ROLES } } } as const;
const FACILITATOR = { bodyLimit: STRUCTURE_BODY_LIMIT, config: { access: { roles: ["facilitator"] } } } as const;

const CHANGE_PROBLEMS = ["precondition-failed", "precondition-required"] as const;

/** The variables of a study. */
export function addVariableRoutes(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    ADDRESS,
    {
      ...MEMBERS,
      schema: {
        operationId: "listVariables",
        tags: TAGS,
        summary: "The variables of a study",
        description: "In the order of rows and columns, with their definitions.",
        params: studyParameters(),
        response: {
          200: {
            ...jsonAnswer("The variables", VariablesSchema, { revision: 4, variables: [VARIABLE_EXAMPLE] }),
            headers: REVISION_HEADER,
          },
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      const [{ revision }, { variables }] = await store.read(async (tx) => [
        await readStudyRecord(tx, studyId),
        await assembleStudy(tx, studyId),
      ]);
      return sendRevised(reply, revision, { revision, variables });
    },
  );

  app.post(
    ADDRESS,
    {
      ...FACILITATOR,
      schema: {
        operationId: "addVariable",
        tags: TAGS,
        summary: "Add a variable",
        description:
          "At the end or at a position. Its cells are blank. Id, code and short name are made of what is given where they are left out. One too many for so many experts is refused: 250 fit 60 experts.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(NewVariableSchema, { label: VARIABLE_EXAMPLE.label }),
        response: {
          201: { ...jsonAnswer("The variable", VariableViewSchema, VARIABLE_EXAMPLE), headers: REVISION_HEADER },
          ...problemResponses(["study-too-large", ...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const change = structureChange(request);
      const given = checkedBody(request, NewVariableSchema) as NewVariable;
      const { result, revision } = await addVariable(store, change, given);
      return sendRevised(reply.code(201), revision, result);
    },
  );

  app.put(
    ORDER,
    {
      ...FACILITATOR,
      schema: {
        operationId: "orderVariables",
        tags: TAGS,
        summary: "Put the variables in another order",
        description: "Rows and columns then stand in that order; no score changes.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(OrderSchema, { order: ["supply", "price", "demand"] }),
        response: {
          200: {
            ...jsonAnswer("The variables", VariablesSchema, { revision: 5, variables: [VARIABLE_EXAMPLE] }),
            headers: REVISION_HEADER,
          },
          ...problemResponses([...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const change = structureChange(request);
      const { order } = checkedBody(request, OrderSchema);
      const { result, revision } = await reorderVariables(store, change, order);
      return sendRevised(reply, revision, { revision, variables: result });
    },
  );

  for (const url of ADDRESSES) {
    const params = studyParameters(...(url === ORDER ? [] : (["variable"] as const)));
    const hidden = url === ORDER ? { hide: true } : {};

    app.patch<ByVariable>(
      url,
      {
        ...FACILITATOR,
        schema: {
          ...hidden,
          operationId: "changeVariable",
          tags: TAGS,
          summary: "Change a variable",
          description:
            "Code, names and block; what is left out stays. The id does not change; the definition is the fiche’s.",
          params,
          headers: IF_MATCH,
          body: jsonBody(VariableChangesSchema, { code: "V04", block: null }),
          response: {
            200: {
              ...jsonAnswer("The variable as it is", VariableViewSchema, VARIABLE_EXAMPLE),
              headers: REVISION_HEADER,
            },
            ...problemResponses(["variable-not-found", ...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
          },
        },
      },
      async (request, reply) => {
        const change = structureChange(request);
        const changes = checkedBody(request, VariableChangesSchema) as VariableChanges;
        const { result, revision } = await editVariable(store, change, request.params.variable ?? "order", changes);
        return sendRevised(reply, revision, result);
      },
    );

    app.delete<ByVariable>(
      url,
      {
        ...FACILITATOR,
        schema: {
          ...hidden,
          operationId: "deleteVariable",
          tags: TAGS,
          summary: "Delete a variable",
          description:
            "With its fiche, its row and its column. Where answers or decisions would be lost the answer tells how many, unless `dropScores=true`. Snapshots keep what they hold.",
          params,
          headers: IF_MATCH,
          querystring: {
            type: "object",
            properties: {
              dropScores: { type: "boolean", description: "whether answers and decisions may go; false by default" },
            },
          },
          response: {
            204: { type: "null", description: "It is deleted", headers: REVISION_HEADER },
            ...problemResponses([
              "variable-not-found",
              "variable-scored",
              "options-invalid",
              "storage-full",
              ...CHANGE_PROBLEMS,
              ...STUDY_ROUTE_PROBLEMS,
            ]),
          },
        },
      },
      async (request, reply) => {
        const change = structureChange(request);
        const drop = dropScores(request.query);
        const { revision } = await removeVariable(store, change, request.params.variable ?? "order", drop);
        return reply.code(204).header("etag", revisionTag(revision)).send();
      },
    );
  }
}

/** Throws OptionsError. */
function dropScores(query: unknown): boolean {
  const unknown = Object.keys(query as object).filter((name) => name !== "dropScores");
  const text = queryText(query, "dropScores");
  if (unknown.length === 0 && (text === undefined || text === "false" || text === "true")) return text === "true";
  const expected = "no option but dropScores, true or false";
  throw new OptionsError(
    unknown.length > 0
      ? unknown.map((path) => ({ path, expected, received: "one" }))
      : [{ path: "dropScores", expected: "true or false", received: describeValue(text) }],
  );
}
