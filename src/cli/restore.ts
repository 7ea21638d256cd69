import { Command } from "commander";
import { print } from "./standard-output.js";
import { addDataOption, type PlaceOptions, refusePostgres } from "./store-place.js";

export function restoreCommand(): Command {
  return addDataOption(new Command("restore"))
    .argument("<file>", "a file that motrice backup wrote")
    .summary("bring the studies of a backup back")
    .description(
      "Puts a backup in the place of a folder's database, once it is known to be sound. What was there is kept beside it. The server of the folder must be stopped.",
    )
    .addHelpText(
      "after",
      `
Where the studies are in PostgreSQL (DATABASE_URL set and no --data given), bring them back with its own tool:
  $ pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" motrice.dump

Examples:
  $ motrice restore motrice-2026-01-31.db --data /var/lib/motrice`,
    )
    .action(async (file: string, { data }: PlaceOptions, command: Command) => {
      refusePostgres(
        command,

        'bring it back with pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" motrice.dump',
      );
      const { restoreFolder } = await import("../../server/store/backup.js");
      const { replaced } = await restoreFolder(file, data);
      const before = replaced === null ? "" : `; what was there is in ${replaced}`;
      await print(`brought the studies of ${file} back to ${data}${before}\n`);
    });
}
