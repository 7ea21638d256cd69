import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export interface HeardEvent {
  readonly id: number;
  readonly kind: string;
  readonly data: {
    readonly seq: number;
    readonly actor: string | null;
    readonly before: unknown;
    readonly after: unknown;
  };
}

/** One listener over a real socket. Has identity: it holds a connection. */
export interface SseClient {
  readonly status: number;
  readonly heard: readonly HeardEvent[];
  /** All that was sent, word for word. */
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly response: IncomingMessage;
  readonly close: () => void;
}

export interface SseOptions {
  /** Of a program; else the cookie of a session. */
  readonly token?: string;
  readonly cookie?: string;
  readonly lastEventId?: number;
}

/** Listens until closed; resolves once the server has answered. */
export function listenTo(url: string, { token, cookie, lastEventId }: SseOptions): Promise<SseClient> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie }),
      accept: "text/event-stream",
      ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }),
    };
    const sent: ClientRequest = request(url, { headers, agent: false }, (response) => {
      const heard: HeardEvent[] = [];
      let [text, rest, ended] = ["", "", false];
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
        const messages = (rest + part).split("\n\n");
        rest = messages.pop()!;
        for (const message of messages) {
          const [, id, kind, data] = /^id: (\d+)\nevent: ([\w-]+)\ndata: (.*)$/.exec(message) ?? [];
          if (id !== undefined) heard.push({ id: Number(id), kind: kind!, data: JSON.parse(data!) });
        }
      });
      response.on("end", () => {
        ended = true;
      });
      response.on("error", () => {});
      resolve({
        status: response.statusCode!,
        heard,
        text: () => text,
        ended: () => ended,
        response,
        close: () => sent.destroy(),
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Waits until something is so: as long as a busy machine may take. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not come to be in time");
    await pause(10);
  }
}
