import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, test } from "vitest";
import { type RunningServer, startServer } from "../../server/main.js";
import type { StorePlace } from "../../server/store/open-store.js";
import { EXAMPLE_STUDY } from "../../src/index.js";
import { describeEachStore } from "../server/store/stores.js";
import { runCli, workFolder } from "./run-cli.js";

/** What the answers of the API hold here. */
interface ApiBody {
  readonly study: { readonly id: string };
  readonly facilitator: { readonly token: string };
  readonly memberships: readonly unknown[];
}

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

describeEachStore("motrice admin beside a running server", (newPlace) => {
  it("lists, invites, revokes and purges, and the server knows at once", async () => {
    const { place, remove } = await newPlace();
    undo.push(remove);
    const server = await start(place);
    const at = placeArguments(place);
    const admin = (...args: string[]) => runCli(["admin", ...args, ...at.args], { env: at.env });
    const api = async (method: string, path: string, token?: string, body?: unknown) => {
      const headers = { ...(token && { authorization: `Bearer ${token}` }), "content-type": "application/json" };
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: answer.status === 204 ? null : ((await answer.json()) as ApiBody) };
    };

    const title = "A study [2J of ours";
    const made = await api("POST", "/studies", undefined, { study: { ...EXAMPLE_STUDY, title } });
    const { id: study } = made.body!.study;
    const { token: facilitator } = made.body!.facilitator;
    expect((await admin("studies")).stdout).toMatch(
      new RegExp(`^${study}  \\d{4}-\\d\\d-\\d\\d  A study \\[2J of ours\n$`),
    );

    const invited = await admin(
      "invite",
      study,
      "--role",
      "expert",
      "--name",
      "Expert 1",
      "--days",
      "7",
      "--url",
      "https://motrice.example/",
    );
    const [, token, participant, link, until] =
      /^https:\/\/motrice\.example\/join#([\w-]{43})\nparticipant ([0-9a-f]{32}), link ([0-9a-f]{32}), until (\S+); opens once\n$/.exec(
        invited.stdout,
      ) ?? expect.fail(invited.stdout + invited.stderr);
    expect(Math.round((Date.parse(until!) - Date.now()) / 86_400_000)).toBeGreaterThanOrEqual(6);
    const session = await api("GET", "/session", token);
    expect(session.body?.memberships).toMatchObject([{ study, participant, name: "Expert 1", role: "expert" }]);

    const list = (await admin("participants", study)).stdout;
    expect(list).toContain(`${participant}  expert       Expert 1\n  link ${link}  unused, until ${until}\n`);
    const again = await admin("invite", study, "--participant", participant!);
    expect(again.stdout).toContain(`participant ${participant}, link`);

    expect((await admin("revoke", link!)).stdout).toBe("revoked 1 link\n");
    expect((await api("GET", "/session", token)).status).toBe(401);
    expect((await admin("revoke", participant!)).stdout).toBe("revoked 1 link\n");
    expect((await admin("revoke", participant!)).stdout).toBe("there was none to revoke\n");
    expect((await admin("participants", study)).stdout).toContain(`link ${link}  revoked`);

    const kinds = async () =>
      (
        await fetch(`${server.url}/api/v1/studies/${study}/events?limit=100`, {
          headers: { authorization: `Bearer ${facilitator}`, accept: "application/json" },
        })
      ).text();
    const log = await kinds();
    expect(log).toContain('"actor":"admin"');
    expect(log).toContain('"link-revoked"');
    expect(log).not.toContain(token);

    const living = await admin("purge", study);
    expect([living.code, living.stdout]).toEqual([2, ""]);
    expect(living.stderr).toContain("<study>: expected a study that has been deleted, or --living beside it");
    expect((await api("DELETE", `/studies/${study}`, facilitator)).status).toBe(204);
    expect((await admin("studies")).stdout).toMatch(/ {2}deleted \d{4}-\d\d-\d\d\n$/);
    expect((await admin("purge", study)).stdout).toBe(`purged ${study}, A study [2J of ours\n`);
    expect((await admin("studies")).stdout).toBe("no studies\n");
    expect((await api("GET", `/studies/${study}`, facilitator)).status).toBe(401);
    expect((await api("GET", `/studies/${study}`)).status).toBe(404);
  }, 180_000);

  it("lists the jobs that wait or run, and asks for their end", async () => {
    const { place, remove } = await newPlace();
    undo.push(remove);
    const server = await start(place);
    const at = placeArguments(place);
    const admin = (...args: string[]) => runCli(["admin", ...args, ...at.args], { env: at.env });
    expect((await admin("jobs")).stdout).toBe("no jobs\n");
    const answer = await fetch(`${server.url}/api/v1/sensitivity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ study: EXAMPLE_STUDY, options: { samples: 1e12 } }),
    });
    const { id } = (await answer.json()) as { readonly id: string };
    expect((await admin("jobs")).stdout).toMatch(
      new RegExp(
        `^${id}  \\d{4}-\\d\\d-\\d\\d  sensitivity  (queued|running), (nothing|\\d+ of \\d+) counted; of no study\n$`,
      ),
    );
    expect((await admin("cancel", id)).stdout).toBe(`asked for the end of ${id}\n`);
    await expect
      .poll(async () => (await fetch(`${server.url}/api/v1/jobs/${id}`)).json(), { timeout: 90_000 })
      .toMatchObject({ state: "cancelled", cancelledBy: "server" });
    expect((await admin("jobs")).stdout).toBe("no jobs\n");
    const again = await admin("cancel", id);
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain("<job>: expected the id of a job that has not ended");
  }, 180_000);
});

test("what is wrong with an invitation is told at once, by option, and nothing is written", async () => {
  const folder = await workFolder();
  const data = join(folder, "data");
  const server = await start({ dataFolder: data });
  const made = await fetch(`${server.url}/api/v1/studies`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ study: EXAMPLE_STUDY }),
  });
  const { study } = (await made.json()) as { study: { id: string } };
  const cases: [string[], string[]][] = [
    [
      ["invite", study.id, "--role", "boss", "--days", "0", "--url", "motrice"],
      [
        "--role: expected one of facilitator, expert, reader",
        "--name",
        "--days: expected an integer from 1 to 366",
        "--url",
      ],
    ],
    [["invite", study.id, "--participant", "nobody"], ["--participant: expected the id of a participant of the study"]],
    [
      ["invite", study.id, "--participant", "x", "--name", "y"],
      ["--name: expected no such option beside --participant"],
    ],
    [["invite", "nothing", "--role", "reader", "--name", "y"], ["<study>: expected the id of a study"]],
    [["participants", "nothing"], ["<study>: expected the id of a study"]],
    [["purge", "nothing"], ["<study>: expected the id of a study"]],
    [["revoke", "nothing"], ["<id>: expected the id of a link or of a participant"]],
    [["revoke"], ["missing required argument 'id'", "(see: motrice admin revoke --help)"]],
  ];
  const before = (await runCli(["admin", "participants", study.id, "--data", data])).stdout;
  for (const [args, messages] of cases) {
    const run = await runCli(["admin", ...args, "--data", data]);
    expect([run.code, run.stdout], args.join(" ")).toEqual([2, ""]);
    for (const message of messages) expect(run.stderr).toContain(message);
  }
  expect((await runCli(["admin", "participants", study.id, "--data", data])).stdout).toBe(before);
}, 120_000);

test("a folder without studies is refused and not made", async () => {
  const folder = await workFolder();
  const run = await runCli(["admin", "studies", "--data", join(folder, "none")]);
  expect([run.code, run.stdout]).toEqual([2, ""]);
  expect(run.stderr).toContain("--data: expected a folder that holds studies (motrice.db)");
  expect(existsSync(join(folder, "none"))).toBe(false);
});

test("the help of each command of admin has an example", async () => {
  for (const command of ["", "studies", "participants", "invite", "revoke", "purge"]) {
    const { code, stdout } = await runCli(["admin", ...(command === "" ? [] : [command]), "--help"]);
    expect(code).toBe(0);
    expect(stdout, command).toContain(`  $ motrice admin ${command}`);
  }
});

async function start(place: StorePlace): Promise<RunningServer> {
  const { dataFolder, databaseUrl } = place as { readonly dataFolder?: string; readonly databaseUrl?: string };
  const server = await startServer({
    port: 0,
    logLevel: "silent",
    workers: 1,
    maxEventLoopDelayMs: 0,
    stopOnSignal: false,
    announce: () => {},
    ...(databaseUrl === undefined ? { dataFolder: dataFolder! } : { databaseUrl }),
  });
  undo.push(() => server.stop());
  return server;
}

function placeArguments(place: StorePlace): { readonly args: string[]; readonly env: Record<string, string> } {
  const { dataFolder, databaseUrl } = place as { readonly dataFolder?: string; readonly databaseUrl?: string };
  return databaseUrl === undefined
    ? { args: ["--data", dataFolder!], env: {} }
    : { args: [], env: { DATABASE_URL: databaseUrl } };
}
