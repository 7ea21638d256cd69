import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { packageFolder } from "../../src/node.js";
import { sendRendering } from "../send-rendering.js";

/**
 * The page runs its own scripts and workers, compiles the sensitivity kernel (WebAssembly), and talks to its own server alone.
 * Styles are files; `data:` and `blob:` are pictures that it draws and saves itself.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ADDRESSES = ["/join", "/studies", "/studies/*"];

/** The page's one document, ready to be sent. */
export interface Page {
  /** Whether a request is a browser's, for something to look at. */
  readonly suits: (request: FastifyRequest) => boolean;
  readonly send: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/**
 * The page, built to `dist/web`: its files, and its one document at each of its addresses; the address says which screen is shown.
 *
 * Files with hashed names never change and are kept for a year. Null where the page has not been built, as in tests of the sources.
 */
export async function addPage(app: FastifyInstance): Promise<Page | null> {
  const root = join(packageFolder(), "dist", "web");
  const html = await readFile(join(root, "index.html"), "utf8").catch(() => null);
  if (html === null) return null;
  await app.register(fastifyStatic, {
    root: join(root, "assets"),
    prefix: "/assets/",
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: "365d",
    preCompressed: true,
    // The policy of a worker is that of its own file.
    setHeaders: (reply) => void reply.header("content-security-policy", PAGE_POLICY),
  });
  const icon = await readFile(join(root, "favicon.svg"), "utf8");
  app.get("/favicon.svg", { schema: { hide: true } }, (request, reply) =>
    sendRendering(request, reply, icon, { format: "svg" }),
  );
  const page: Page = {
    suits: ({ headers }) => (headers.accept ?? "").includes("text/html"),
    send: (request, reply) => {
      void reply.header("content-security-policy", PAGE_POLICY);
      return sendRendering(request, reply, html, { format: "html", vary: ["Accept"] });
    },
  };
  for (const address of ADDRESSES) app.get(address, { schema: { hide: true } }, page.send);
  return page;
}
