import type { FastifyInstance, HTTPMethods, RouteOptions } from "fastify";
import { RequestProblem } from "../problems.js";

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Answers the methods an address does not know: 405 with Allow, and OPTIONS with 204 and Allow.
 *
 * Call it before the routes are added, and what it returns after.
 */
export function watchMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  let watching = true;
  app.addHook("onRoute", ({ url, method }: RouteOptions) => {
    if (!watching || url.startsWith("/docs")) return;
    const methods = known.get(url) ?? new Set(["OPTIONS"]);
    for (const name of [method].flat()) methods.add(name.toUpperCase());
    known.set(url, methods);
  });
  return () => {
    watching = false;
    for (const [url, methods] of known) {
      const allow = METHODS.filter((method) => methods.has(method)).join(", ");
      const refuse = async () => {
        throw new RequestProblem("method-not-allowed", `This address knows ${allow}.`, { headers: { allow } });
      };
      const unknown = METHODS.filter((method) => !methods.has(method));
      const hidden = { schema: { hide: true }, config: { access: "unguarded" } } as const;
      // Refused before the body is read.
      app.route({ method: unknown, url, ...hidden, onRequest: refuse, handler: refuse });
      if ([...methods].join() === "OPTIONS") continue;
      app.route({
        method: "OPTIONS",
        url,
        ...hidden,
        handler: (_request, reply) => reply.code(204).header("allow", allow).send(),
      });
    }
  };
}
