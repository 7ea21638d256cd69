import { Command } from "commander";
import { print } from "./standard-output.js";
import { addDataOption, type PlaceOptions, refusePostgres } from "./store-place.js";

export function backupCommand(): Command {
  return addDataOption(new Command("backup"))
    .argument("<file>", "file to write; it must not exist")
    .summary("save all studies in one file, while the server runs")
    .description(
      "Saves the database of a folder in one file, as of one moment; a running server goes on. Bring it back with motrice restore.",
    )
    .addHelpText(
      "after",
      `
Where the studies are in PostgreSQL (DATABASE_URL set and no --data given), save them with its own tool:
  $ pg_dump --format=custom --file=motrice.dump "$DATABASE_URL"

Examples:
  $ motrice backup motrice-2026-01-31.db --data /var/lib/motrice`,
    )
    .action(async (file: string, { data }: PlaceOptions, command: Command) => {
      refusePostgres(command, 'save it with pg_dump --format=custom --file=motrice.dump "$DATABASE_URL"');
      const { backupFolder } = await import("../../server/store/backup.js");
      await backupFolder(data, file);
      await print(`saved the studies of ${data} in ${file}\n`);
    });
}
