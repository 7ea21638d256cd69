import { spawn } from "node:child_process";
import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { hashToken } from "../../../server/access/tokens.js";
import { openStore } from "../../../server/store/open-store.js";
import { describeEachStore } from "../store/stores.js";
import { buildWorkshop } from "../workshop-app.js";

const ADMIN_TOKEN = "the-administrators-own-secret";
const DATABASE_PASSWORD = "password-of-the-database";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

describeEachStore("logs", (newPlace) => {
  it("at the level that tells most, no secret is written: neither in what goes well nor in what fails", async () => {
    const { place, remove } = await newPlace();
    undo.push(remove);
    const environment = placeEnvironment(place);

    // Studies and links made beside the server.
    const store = await openStore(place);
    const workshop = await buildWorkshop({ store });
    const { study, facilitator } = await workshop.create();
    const expert = await workshop.invite(study, "expert");
    const revoked = await workshop.invite(study, "expert");
    await workshop.ask("DELETE", `/studies/${study}/participants/${revoked.participant}`, { token: facilitator.token });
    await workshop.close();
    await store.close();

    const server = spawn(process.execPath, ["dist/server.js"], {
      env: {
        ...process.env,
        MOTRICE_PORT: "0",
        MOTRICE_WORKERS: "1",
        MOTRICE_LOG_LEVEL: "trace",
        MOTRICE_ADMIN_TOKEN: ADMIN_TOKEN,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    undo.push(() => server.kill("SIGKILL"));
    let written = "";
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (data) => {
        written += data;
      });
    }
    await expect.poll(() => written, { timeout: 120_000 }).toMatch(/http:\/\/\S+/);
    const url = `${/http:\/\/[^\s"]+/.exec(written)![0]}/api/v1`;
    const ask = (path: string, headers: Record<string, string>, body?: unknown, method = body ? "POST" : "GET") =>
      fetch(`${url}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

    const joined = await ask("/session", {}, { token: expert.token });
    expect(joined.status).toBe(200);
    const cookie = joined.headers.get("set-cookie")!.split(";")[0]!;
    const links = `/studies/${study}/participants/${expert.participant}/links`;
    const made = (await (await ask(links, bearer(facilitator.token), {})).json()) as { token: string };
    const statuses = [
      ask("/session", { cookie }),
      ask("/session", bearer(ADMIN_TOKEN)),
      ask("/session", bearer(`${ADMIN_TOKEN}x`)),
      ask("/session", {}, { token: expert.token }),
      ask("/session", {}, { token: revoked.token }),
      ask("/session", {}, `{"token": "${made.token}", `),
      ask("/session", {}, { token: made.token, more: facilitator.token }),
      ask("/session", bearer(revoked.token)),
      ask("/session", { authorization: made.token }),
      ask("/session", { ...bearer(made.token), host: "evil.example" }),
      ask("/session", { cookie, origin: "https://evil.example" }, {}),
      ask(`${links}/${made.token}`, { cookie }),
      ask(`/join?token=${made.token}`, { cookie }),
      ask("/studies/unknown/participants", { cookie }),
      ask(`/studies/${study}/participants`, { cookie }, undefined, "PUT"),
    ].map((answer) => answer.then(({ status }) => status));
    expect(await Promise.all(statuses)).toContain(401);

    // A fault of the database while secrets are in play.
    if ("databaseUrl" in (place as object)) await breakTables((place as { databaseUrl: string }).databaseUrl);
    const failing = await ask("/session", { ...bearer(made.token), cookie });
    if ("databaseUrl" in (place as object)) expect(failing.status).toBeGreaterThanOrEqual(500);

    const exit = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await exit;
    expect(written).toContain('"level":');
    const secrets = {
      expert: expert.token,
      facilitator: facilitator.token,
      revoked: revoked.token,
      cookie: cookie.split("=")[1]!,
      made: made.token,
      admin: ADMIN_TOKEN,
      password: DATABASE_PASSWORD,
    };
    const lines = written.split("\n");
    for (const [name, secret] of Object.entries(secrets)) {
      expect(
        lines.filter((line) => line.includes(secret)),
        name,
      ).toEqual([]);
    }
    expect(written).not.toContain(hashToken(ADMIN_TOKEN));
    // A process of its own takes its time on a busy machine.
  }, 180_000);
});

function placeEnvironment(place: unknown): Record<string, string> {
  const { dataFolder, databaseUrl } = place as { readonly dataFolder?: string; readonly databaseUrl?: string };
  if (databaseUrl === undefined) return { MOTRICE_DATA_FOLDER: dataFolder! };
  const url = new URL(databaseUrl);
  url.password = DATABASE_PASSWORD;
  return { DATABASE_URL: url.href };
}

async function breakTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("ALTER TABLE access_tokens RENAME TO elsewhere");
  await client.end();
}
