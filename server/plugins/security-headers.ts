import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** Reports and pictures carry their styles and pictures within them, no script at all, and fetch nothing. */
const DOCUMENT_POLICY = {
  "default-src": ["'none'"],
  "style-src": ["'unsafe-inline'"],
  "img-src": ["data:"],
  "font-src": ["data:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/**
 * Security headers of every answer. The documentation page has a policy of its own.
 *
 * Strict-Transport-Security is left to whoever terminates TLS: this server speaks plain HTTP.
 */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: DOCUMENT_POLICY },
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
  });
}
