import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one request: its answer is cut in the middle, comes late, or another one comes in its place. */
export type Fault = "cut" | { readonly lateMs: number } | { readonly status: number; readonly html: string };

/** A way to the server that fails where it is told to, as real networks do. */
export interface FaultyProxy {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts a proxy before a server; `faultOf` says what goes wrong with a request, null for nothing. */
export async function startFaultyProxy(
  server: string,
  faultOf: (method: string, path: string) => Fault | null,
): Promise<FaultyProxy> {
  const { hostname, port } = new URL(server);
  const proxy = createServer((asked, answer) => {
    const fault = faultOf(asked.method ?? "", asked.url ?? "");
    if (fault !== null && typeof fault === "object" && "status" in fault) {
      asked.resume();
      answer.writeHead(fault.status, { "content-type": "text/html" }).end(fault.html);
      return;
    }
    const { method, url: path, headers } = asked;
    const onward = request({ hostname, port, method, path, headers }, (found) => {
      if (fault === "cut") cut(found, answer);
      else setTimeout(() => pass(found, answer), fault === null ? 0 : fault.lateMs);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}

function pass(found: IncomingMessage, answer: ServerResponse): void {
  answer.writeHead(found.statusCode ?? 502, found.headers);
  found.pipe(answer);
}

/** The head and half of the body, and then nothing more. */
function cut(found: IncomingMessage, answer: ServerResponse): void {
  const parts: Buffer[] = [];
  found.on("data", (part: Buffer) => parts.push(part));
  found.on("end", () => {
    const body = Buffer.concat(parts);
    answer.writeHead(found.statusCode ?? 502, { ...found.headers, "content-length": String(body.length) });
    answer.write(body.subarray(0, Math.floor(body.length / 2)), () => answer.destroy());
  });
}
