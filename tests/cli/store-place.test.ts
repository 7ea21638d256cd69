import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openStore } from "../../server/store/open-store.js";
import { backupCommand } from "../../src/cli/backup.js";
import { restoreCommand } from "../../src/cli/restore.js";
import { workFolder } from "./run-cli.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const run = (command: ReturnType<typeof backupCommand>, ...args: string[]) =>
  command.exitOverride().parseAsync(args, { from: "user" });

test("a folder named with --data goes before DATABASE_URL in backup and restore too; one of the environment does not", async () => {
  const folder = await workFolder();
  const [data, other, file] = ["data", "other", "saved.db"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await (await openStore({ dataFolder: data })).close();
  vi.stubEnv("DATABASE_URL", "postgres://nobody:nothing@127.0.0.1:1/none");
  await run(backupCommand(), file, "--data", data);
  await run(restoreCommand(), file, "--data", other);
  expect([existsSync(file), existsSync(join(other, "motrice.db"))]).toEqual([true, true]);
  vi.stubEnv("MOTRICE_DATA_FOLDER", data);
  await expect(run(backupCommand(), join(folder, "again.db"))).rejects.toThrow("DATABASE_URL: expected no PostgreSQL");
  await expect(run(restoreCommand(), file)).rejects.toThrow("pg_restore");
  expect(existsSync(join(folder, "again.db"))).toBe(false);
});

test("the systemd unit names its folder where a DATABASE_URL goes before it", () => {
  const unit = readFileSync(new URL("../../packaging/motrice.service", import.meta.url), "utf8");
  expect(unit).toMatch(/^Environment=MOTRICE_DATA_FOLDER=\/var\/lib\/motrice$/m);
  expect(unit).toMatch(/^ExecStart=.* serve (?!.*--data)/m);
});
