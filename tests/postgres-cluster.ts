import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../demo/free-port.js";

const run = promisify(execFile);

/** A PostgreSQL server of our own, listening on loopback. Has identity: it holds a process and a folder. */
export interface PostgresCluster {
  readonly url: string;
  /** `fast` ends its connections; `immediate` is a crash. */
  readonly stop: (mode: "fast" | "immediate") => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Folder of initdb and pg_ctl, which Debian keeps out of the PATH; null without the programs of a server. */
export function postgresPrograms(): string | null {
  const debian = "/usr/lib/postgresql";
  const folders = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : [];
  const onPath = (process.env["PATH"] ?? "").split(":");
  return [...folders.sort().reverse(), ...onPath].find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** Makes and starts a server in a folder of its own, as user postgres where we are root, for it refuses to run as root. */
export async function startCluster(programs: string): Promise<PostgresCluster> {
  const folder = await mkdtemp("/tmp/motrice-pg-");
  const owner = process.getuid?.() === 0 ? idsOf("postgres") : null;
  if (owner !== null) execFileSync("chown", [`${owner.uid}:${owner.gid}`, folder]);
  await chmod(folder, 0o700);
  const port = await freePort();
  const data = join(folder, "data");
  const call = (program: string, ...args: string[]) =>
    run(join(programs, program), args, { ...owner, cwd: folder, env: { ...process.env, LC_ALL: "C" } });
  await call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const start = async () => {
    await call("pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", join(folder, "log"));
  };
  const stop = async (mode: "fast" | "immediate") => {
    await call("pg_ctl", "stop", "-w", "-D", data, "-m", mode);
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      await stop("immediate").catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function idsOf(name: string): { readonly uid: number; readonly gid: number } {
  const ask = (option: string) => Number(execFileSync("id", [option, name], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}
