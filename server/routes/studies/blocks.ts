import type { FastifyInstance } from "fastify";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { revisionTag } from "../../revision.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  BLOCK_EXAMPLE,
  BlockChangesSchema,
  BlocksSchema,
  BlockViewSchema,
  NewBlockSchema,
  OrderSchema,
} from "../../schemas/structure.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { listBlocks } from "../../store/blocks.js";
import { readStudyRecord } from "../../store/studies.js";
import {
  addBlock,
  type BlockChanges,
  editBlock,
  type NewBlock,
  removeBlock,
  reorderBlocks,
} from "../../workshop/change-blocks.js";
import type { Workshop } from "../../workshop/workshop.js";
import { IF_MATCH, REVISION_HEADER, STRUCTURE_BODY_LIMIT, sendRevised, structureChange } from "./structure-route.js";

interface ByBlock {
  Params: { study: string; block?: string };
}

const ADDRESS = "/api/v1/studies/:study/blocks";
const ORDER = `${ADDRESS}/order`;

/** A block may be called order: its address is also that of the order, which PUT alone uses. */
const ADDRESSES = [`${ADDRESS}/:block`, ORDER];

const TAGS = ["variables"];

const MEMBERS = { config: { access: { roles: ALL_ROLES } } } as const;
const FACILITATOR = { bodyLimit: STRUCTURE_BODY_LIMIT, config: { access: { roles: ["facilitator"] } } } as const;

const CHANGE_PROBLEMS = ["precondition-failed", "precondition-required"] as const;

/** The blocks of a study: thematic groups of its variables. */
export function addBlockRoutes(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    ADDRESS,
    {
      ...MEMBERS,
      schema: {
        operationId: "listBlocks",
        tags: TAGS,
        summary: "The blocks of a study",
        description: "In their order. Each variable names its block.",
        params: studyParameters(),
        response: {
          200: {
            ...jsonAnswer("The blocks", BlocksSchema, { revision: 4, blocks: [BLOCK_EXAMPLE] }),
            headers: REVISION_HEADER,
          },
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      const [{ revision }, blocks] = await store.read(async (tx) => [
        await readStudyRecord(tx, studyId),
        await listBlocks(tx, studyId),
      ]);
      return sendRevised(reply, revision, { revision, blocks });
    },
  );

  app.post(
    ADDRESS,
    {
      ...FACILITATOR,
      schema: {
        operationId: "addBlock",
        tags: TAGS,
        summary: "Add a block",
        description:
          "At the end or at a position, without variables. Its id is made of its label where it is left out.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(NewBlockSchema, { label: BLOCK_EXAMPLE.label }),
        response: {
          201: { ...jsonAnswer("The block", BlockViewSchema, BLOCK_EXAMPLE), headers: REVISION_HEADER },
          ...problemResponses([...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const change = structureChange(request);
      const given = checkedBody(request, NewBlockSchema) as NewBlock;
      const { result, revision } = await addBlock(store, change, given);
      return sendRevised(reply.code(201), revision, result);
    },
  );

  app.put(
    ORDER,
    {
      ...FACILITATOR,
      schema: {
        operationId: "orderBlocks",
        tags: TAGS,
        summary: "Put the blocks in another order",
        description: "All of them. Variables stay where they are.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(OrderSchema, { order: [BLOCK_EXAMPLE.id] }),
        response: {
          200: {
            ...jsonAnswer("The blocks", BlocksSchema, { revision: 5, blocks: [BLOCK_EXAMPLE] }),
            headers: REVISION_HEADER,
          },
          ...problemResponses([...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const change = structureChange(request);
      const { order } = checkedBody(request, OrderSchema);
      const { result, revision } = await reorderBlocks(store, change, order);
      return sendRevised(reply, revision, { revision, blocks: result });
    },
  );

  for (const url of ADDRESSES) {
    const params = studyParameters(...(url === ORDER ? [] : (["block"] as const)));
    const hidden = url === ORDER ? { hide: true } : {};

    app.patch<ByBlock>(
      url,
      {
        ...FACILITATOR,
        schema: {
          ...hidden,
          operationId: "changeBlock",
          tags: TAGS,
          summary: "Change a block",
          description: "Label and number; what is left out stays. The id does not change.",
          params,
          headers: IF_MATCH,
          body: jsonBody(BlockChangesSchema, { number: 2 }),
          response: {
            200: { ...jsonAnswer("The block as it is", BlockViewSchema, BLOCK_EXAMPLE), headers: REVISION_HEADER },
            ...problemResponses(["block-unknown", ...CHANGE_PROBLEMS, ...STUDY_BODY_PROBLEMS]),
          },
        },
      },
      async (request, reply) => {
        const change = structureChange(request);
        const changes = checkedBody(request, BlockChangesSchema) as BlockChanges;
        const { result, revision } = await editBlock(store, change, request.params.block ?? "order", changes);
        return sendRevised(reply, revision, result);
      },
    );

    app.delete<ByBlock>(
      url,
      {
        ...FACILITATOR,
        schema: {
          ...hidden,
          operationId: "deleteBlock",
          tags: TAGS,
          summary: "Delete a block",
          description: "Its variables stay and are in no block then. What was assigned by the block no longer is.",
          params,
          headers: IF_MATCH,
          response: {
            204: { type: "null", description: "It is deleted", headers: REVISION_HEADER },
            ...problemResponses(["block-unknown", "storage-full", ...CHANGE_PROBLEMS, ...STUDY_ROUTE_PROBLEMS]),
          },
        },
      },
      async (request, reply) => {
        const { revision } = await removeBlock(store, structureChange(request), request.params.block ?? "order");
        return reply.code(204).header("etag", revisionTag(revision)).send();
      },
    );
  }
}
