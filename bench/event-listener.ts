import { type ClientRequest, request } from "node:http";

/** One listener to the events of a study. Has identity: it holds a connection. */
export interface EventListener {
  /** Places in the log of the events heard, in the order heard. */
  readonly heard: readonly number[];
  readonly close: () => void;
}

/** Listens to a study's events until closed; resolves once the server has answered. */
export function listen(url: string, token: string, after: number): Promise<EventListener> {
  const heard: number[] = [];
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream", "last-event-id": String(after) };
    const sent: ClientRequest = request(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url} answers ${response.statusCode}`));
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop()!;
        for (const line of lines) if (line.startsWith("id:")) heard.push(Number(line.slice(3)));
      });
      response.on("error", () => {});
      resolve({ heard, close: () => sent.destroy() });
    });
    sent.on("error", reject);
    sent.end();
  });
}
