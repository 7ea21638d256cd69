import { copyFile, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { backupFolder, restoreFolder } from "../../../server/store/backup.js";
import { DATABASE_FILE } from "../../../server/store/open-sqlite.js";
import { openStore } from "../../../server/store/open-store.js";
import type { Store } from "../../../server/store/store.js";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-backup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function addStudy(store: Store, id: string): Promise<void> {
  const values = { id, document: "{}", settings: "{}", revision: 1, seq: 0, created_at: id, updated_at: id };
  await store.write((tx) =>
    tx
      .insertInto("studies")
      .values({ ...values, deleted_at: null })
      .execute(),
  );
}

async function studiesOf(dataFolder: string): Promise<string[]> {
  const store = await openStore({ dataFolder });
  const rows = await store.db.selectFrom("studies").select("id").orderBy("id").execute();
  await store.close();
  return rows.map(({ id }) => id);
}

test("a backup taken while the server writes holds every study acknowledged before, and is whole", async () => {
  const folder = await newFolder();
  const file = join(await newFolder(), "saved.db");
  const store = await openStore({ dataFolder: folder });
  await addStudy(store, "before");
  const writing = Promise.all(Array.from({ length: 50 }, (_, k) => addStudy(store, `during-${k}`)));
  await backupFolder(folder, file);
  await writing;
  await store.close();

  const other = await newFolder();
  await expect(restoreFolder(file, other)).resolves.toEqual({ replaced: null });
  expect(await studiesOf(other)).toContain("before");
});

test("a restore brings the backup back and keeps what was there, its journal included", async () => {
  const folder = await newFolder();
  const file = join(await newFolder(), "saved.db");
  const first = await openStore({ dataFolder: folder });
  await addStudy(first, "old");
  await backupFolder(folder, file);
  await addStudy(first, "lately");
  await first.close();

  const { replaced } = await restoreFolder(file, folder);
  expect(await studiesOf(folder)).toEqual(["old"]);
  const aside = await newFolder();
  await copyFile(replaced!, join(aside, DATABASE_FILE));
  expect(await studiesOf(aside)).toEqual(["lately", "old"]);
});

test("a journal whose database is gone is set aside too, and nothing of it comes into the restored one", async () => {
  const folder = await newFolder();
  const file = join(await newFolder(), "saved.db");
  const store = await openStore({ dataFolder: folder });
  await addStudy(store, "old");
  await backupFolder(folder, file);
  await addStudy(store, "lately");
  // What a power cut leaves, where the database is then lost.
  const other = await newFolder();
  for (const ending of ["-wal", "-shm"]) {
    await copyFile(join(folder, DATABASE_FILE + ending), join(other, DATABASE_FILE + ending));
  }
  await store.close();

  const at = new Date("2026-02-01T08:30:00.000Z");
  await expect(restoreFolder(file, other, () => at)).resolves.toEqual({ replaced: null });
  expect((await readdir(other)).filter((name) => name.includes("replaced"))).toEqual([
    `${DATABASE_FILE}.replaced-2026-02-01T08-30-00Z-shm`,
    `${DATABASE_FILE}.replaced-2026-02-01T08-30-00Z-wal`,
  ]);
  expect(await studiesOf(other)).toEqual(["old"]);
});

test("the database of a server that was killed is restored with its journal, and is left as it was", async () => {
  const folder = await newFolder();
  const store = await openStore({ dataFolder: folder });
  await addStudy(store, "lately");
  const killed = await newFolder();
  for (const ending of ["", "-wal"]) {
    await copyFile(join(folder, DATABASE_FILE + ending), join(killed, DATABASE_FILE + ending));
  }
  await store.close();

  const other = await newFolder();
  await restoreFolder(join(killed, DATABASE_FILE), other);
  expect(await studiesOf(other)).toEqual(["lately"]);
  expect((await stat(join(killed, `${DATABASE_FILE}-wal`))).size).toBeGreaterThan(0);
  await restoreFolder(join(killed, DATABASE_FILE), killed);
  expect(await studiesOf(killed)).toEqual(["lately"]);
});

test("a backup is its owner's alone to read", async () => {
  const folder = await newFolder();
  const file = join(await newFolder(), "saved.db");
  await (await openStore({ dataFolder: folder })).close();
  await backupFolder(folder, file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("nothing is restored under a running server, nor from what is no sound backup", async () => {
  const folder = await newFolder();
  const file = join(await newFolder(), "saved.db");
  const store = await openStore({ dataFolder: folder });
  await addStudy(store, "kept");
  await backupFolder(folder, file);
  await expect(restoreFolder(file, folder)).rejects.toThrow(/another server holds the studies/);
  await store.close();

  const text = join(await newFolder(), "text.db");
  await writeFile(text, "no database at all, but long enough to look at ".repeat(100));
  await expect(restoreFolder(text, folder)).rejects.toThrow(/not a SQLite database/);
  await expect(restoreFolder(join(folder, "none.db"), folder)).rejects.toThrow(/does not exist/);
  expect(await studiesOf(folder)).toEqual(["kept"]);
});

test("a backup never replaces a file, and leaves nothing behind where it fails", async () => {
  const folder = await newFolder();
  const target = await newFolder();
  await expect(backupFolder(folder, join(target, "saved.db"))).rejects.toThrow(/nothing to save/);
  await (await openStore({ dataFolder: folder })).close();
  await writeFile(join(target, "mine.txt"), "mine");
  await expect(backupFolder(folder, join(target, "mine.txt"))).rejects.toThrow(/exists already/);
  await expect(backupFolder(folder, join(target, "no folder", "saved.db"))).rejects.toThrow(/not written/);
  expect(await readdir(target)).toEqual(["mine.txt"]);
});
