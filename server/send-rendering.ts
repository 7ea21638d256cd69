import type { FastifyReply, FastifyRequest } from "fastify";
import type { AnalysisFormat, ExportFormat, PlotFormat, Rendering } from "./engine/task.js";
import { entityTag, matchesEntityTag } from "./entity-tag.js";

export type Format = AnalysisFormat | PlotFormat | ExportFormat;

/** The media type of each format. */
export const MEDIA_TYPES = {
  json: "application/json",
  csv: "text/csv",
  md: "text/markdown",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  gexf: "application/gexf+xml",
} as const satisfies Record<Format, string>;

const BINARY: readonly Format[] = ["png", "xlsx"];

export interface SendOptions {
  readonly format: Format;
  /** Request headers that the answer depends on. @default [] */
  readonly vary?: readonly string[];
  /** Whether the answer is for its caller alone: a cache that others share keeps it from them. @default false */
  readonly isPrivate?: boolean;
}

/**
 * Sends bytes with a strong ETag. To GET and HEAD a cache may keep them if it asks again each time, and gets 304 while they are the
 * same; the answer to a POST is the caller's own and is not kept.
 */
export function sendRendering(
  request: FastifyRequest,
  reply: FastifyReply,
  rendering: Rendering,
  { format, vary = [], isPrivate = false }: SendOptions,
): FastifyReply {
  const tag = entityTag(rendering);
  const safe = request.method === "GET" || request.method === "HEAD";
  void reply.headers({
    etag: tag,
    "cache-control": safe ? `${isPrivate ? "private" : "public"}, no-cache` : "no-store",
  });
  if (vary.length > 0) void reply.header("vary", vary.join(", "));
  if (safe && matchesEntityTag(request.headers["if-none-match"], tag)) return reply.code(304).send();
  const charset = BINARY.includes(format) ? "" : "; charset=utf-8";
  return reply
    .type(`${MEDIA_TYPES[format]}${charset}`)
    .send(typeof rendering === "string" ? rendering : bufferOf(rendering));
}

/** The same bytes, not a copy. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
