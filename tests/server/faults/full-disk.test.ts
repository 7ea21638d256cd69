import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startBuiltServer } from "../../../bench/server-process.js";
import { type BenchWorkshop, benchWorkshop } from "../../../bench/workshop.js";

/** Mounts in a name space of our own need the right to make one: root has it, and so has anyone on most systems. */
const mayMount = succeeds("unshare", "-rm", "true");
if (!mayMount && process.env["CI"]) throw new Error("CI needs the right to mount in a name space of its own");
if (!mayMount) console.log("skipped: full disk and read-only folder; unshare -rm is not allowed here");

function succeeds(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a command where a file system of its own stands at the folder. */
function onFileSystem(folder: string, options: string): readonly string[] {
  return ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o "$1" tmpfs "$0" && shift && exec "$@"', folder, options];
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-disk-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test.skipIf(!mayMount)(
  "on a full disk a write is refused and changes nothing, what was acknowledged can be read, and writing goes on once there is room",
  async () => {
    const folder = await newFolder();
    const server = await startBuiltServer({ dataFolder: folder }, { under: onFileSystem(folder, "size=3m") });
    try {
      const workshop = await benchWorkshop(server, { experts: 1, keepScores: false });
      const acknowledged = await fillDisk(workshop);
      expect(acknowledged).toBeGreaterThan(0);
      const { status, problem } = await write(workshop, acknowledged + 1);
      expect({ status, code: problem.code }).toEqual({ status: 507, code: "storage-full" });
      expect(await notesOf(workshop)).toEqual([`${acknowledged} ${FILLING}`]);
      const again = await write(workshop, acknowledged + 1);
      expect(again.status).toBe(507);
    } finally {
      await server.stop();
    }
  },
  120_000,
);

test.skipIf(!mayMount)("a read-only folder is one clear sentence at the start", async () => {
  const folder = await newFolder();
  const start = startBuiltServer({ dataFolder: folder }, { under: onFileSystem(folder, "size=3m,ro") });
  await expect(start).rejects.toThrow(/the server ended before it listened/);
});

const FILLING = "x".repeat(1900);

/** Writes until the disk is full; the number of the last write acknowledged. */
async function fillDisk(workshop: BenchWorkshop): Promise<number> {
  for (let number = 1; number < 5000; number++) {
    const { status } = await write(workshop, number);
    if (status === 507) return number - 1;
    expect(status).toBe(200);
  }
  throw new Error("the disk is never full");
}

async function write(
  { url, study, experts }: BenchWorkshop,
  number: number,
): Promise<{ readonly status: number; readonly problem: { readonly code: string } }> {
  const [from, to] = study.variables.map(({ id }) => id);
  const { id, token } = experts[0]!;
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "idempotency-key": `${number}-${Math.random()}`,
  };
  const value = number % 4;
  const was = number === 1 ? null : (number - 1) % 4;
  const body = JSON.stringify({ changes: [{ from, to, value, was, note: `${number} ${FILLING}` }] });
  const response = await fetch(`${url}/contributions/${id}/cells`, { method: "PATCH", headers, body });
  return { status: response.status, problem: await response.json() };
}

async function notesOf({ url, experts, facilitator }: BenchWorkshop): Promise<readonly (string | null)[]> {
  const headers = { authorization: `Bearer ${facilitator}` };
  const response = await fetch(`${url}/contributions/${experts[0]!.id}/cells`, { headers });
  return ((await response.json()) as { cells: { note: string | null }[] }).cells.map(({ note }) => note);
}
