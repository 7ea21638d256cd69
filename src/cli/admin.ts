import { Command, Option } from "commander";
import { localize } from "../language/text.js";
import { plainText } from "../report/terminal-text.js";
import { numberOrText } from "./analysis-options.js";
import { print } from "./standard-output.js";
import { addDataOption, namesFolder, type PlaceOptions } from "./store-place.js";

const PLACE_HELP = `
The studies are in the folder of --data, or in PostgreSQL where DATABASE_URL is set and no --data is given.
A running server goes on.`;

/** What whoever runs a server does to its studies, beside the server. */
export function adminCommand(): Command {
  const admin = new Command("admin")
    .summary("invite, revoke, purge, cancel: for whoever runs the server")
    .description(
      "Works on the studies of a server, beside it: who takes part, the links they come in by, what is kept.",
    )
    .addHelpText(
      "after",
      `${PLACE_HELP}

Examples:
  $ motrice admin studies --data /var/lib/motrice
  $ motrice admin invite STUDY --role expert --name "Expert 1" --data /var/lib/motrice`,
    );
  const commands = [
    studiesCommand,
    participantsCommand,
    inviteCommand,
    revokeCommand,
    purgeCommand,
    jobsCommand,
    cancelCommand,
  ];
  for (const command of commands) admin.addCommand(addDataOption(command()));
  return admin;
}

function studiesCommand(): Command {
  return new Command("studies")
    .summary("list the studies")
    .description("Lists the studies, the newest first: id, day, title; those that have been deleted say so.")
    .addHelpText("after", help("motrice admin studies --data /var/lib/motrice"))
    .action(async (_options: PlaceOptions, command: Command) => {
      const { listStudies, withStudies } = await import("../../server/admin/administer.js");
      const studies = await withStudies(place(command), listStudies);
      const lines = studies.map(({ id, title, createdAt, deletedAt }) => {
        const deleted = deletedAt === null ? "" : `  deleted ${day(deletedAt)}`;
        return `${id}  ${day(createdAt)}  ${plainText(localize(title, "en"))}${deleted}\n`;
      });
      await print(lines.length === 0 ? "no studies\n" : lines.join(""));
    });
}

function participantsCommand(): Command {
  return new Command("participants")
    .argument("<study>", "id of the study")
    .summary("list who takes part in a study, and their links")
    .description(
      "Lists who takes part in a study: id, role, name; below each the ids of his links, which open nothing.",
    )
    .addHelpText("after", help("motrice admin participants STUDY --data /var/lib/motrice"))
    .action(async (study: string, _options: PlaceOptions, command: Command) => {
      const { listWithLinks, withStudies } = await import("../../server/admin/administer.js");
      const participants = await withStudies(place(command), (store) => listWithLinks(store, study));
      const now = new Date().toISOString();
      const lines = participants.flatMap(({ id, role, name, links }) => [
        `${id}  ${role.padEnd("facilitator".length)}  ${plainText(name)}\n`,
        ...links.map((link) => `  link ${link.id}  ${stateOf(link, now)}\n`),
      ]);
      await print(lines.join(""));
    });
}

function stateOf(
  link: { readonly expiresAt: string; readonly exchangedAt: string | null; readonly revokedAt: string | null },
  now: string,
): string {
  if (link.revokedAt !== null) return `revoked ${day(link.revokedAt)}`;
  if (link.expiresAt <= now) return `expired ${day(link.expiresAt)}`;
  return `${link.exchangedAt === null ? "unused" : `used ${day(link.exchangedAt)}`}, until ${day(link.expiresAt)}`;
}

interface InviteOptions extends PlaceOptions {
  readonly role?: string;
  readonly name?: string;
  readonly participant?: string;
  readonly days?: number | string;
  readonly url: string;
}

function inviteCommand(): Command {
  return new Command("invite")
    .argument("<study>", "id of the study")
    .summary("make a link for someone to take part in a study")
    .description(
      "Adds a participant to a study, or takes one who is in it, and prints a link for him. The link opens once; whoever has it is let in.",
    )
    .addOption(new Option("--role <role>", "facilitator, expert or reader"))
    .addOption(new Option("--name <name>", "as the facilitator sees it"))
    .addOption(new Option("--participant <id>", "someone who takes part already, in the place of role and name"))
    .addOption(new Option("--days <days>", "days until the link ends: 1 to 366 (default: 90)").argParser(numberOrText))
    .addOption(
      new Option("--url <url>", "what the link begins with: where the server is found")
        .env("MOTRICE_PUBLIC_URL")
        .default("http://127.0.0.1:8029"),
    )
    .addHelpText(
      "after",
      help(
        'motrice admin invite STUDY --role expert --name "Expert 1" --data /var/lib/motrice',
        "motrice admin invite STUDY --participant PARTICIPANT --days 7 --data /var/lib/motrice",
      ),
    )
    .action(async (study: string, options: InviteOptions, command: Command) => {
      const { invite, withStudies } = await import("../../server/admin/administer.js");
      const { role, name, participant, days, url } = options;
      const made = await withStudies(place(command), (store) =>
        invite(store, { studyId: study, role, name, participant, days: days as number | undefined, url }),
      );
      await print(
        `${made.url}\nparticipant ${made.participant}, link ${made.link}, until ${day(made.expiresAt)}; opens once\n`,
      );
    });
}

function revokeCommand(): Command {
  return new Command("revoke")
    .argument("<id>", "id of a link, or of a participant: all his links")
    .summary("end a link, or all links of a participant")
    .description(
      "Ends a link, or all links of a participant, and the sessions that came by them, at once. The participant stays, and so does what he entered.",
    )
    .addHelpText("after", help("motrice admin revoke LINK --data /var/lib/motrice"))
    .action(async (id: string, _options: PlaceOptions, command: Command) => {
      const { revoke, withStudies } = await import("../../server/admin/administer.js");
      const ended = await withStudies(place(command), (store) => revoke(store, id));
      await print(ended === 0 ? "there was none to revoke\n" : `revoked ${ended} link${ended === 1 ? "" : "s"}\n`);
    });
}

function purgeCommand(): Command {
  return new Command("purge")
    .argument("<study>", "id of the study")
    .summary("remove a study for good")
    .description(
      "Removes a study that has been deleted, with all that was entered, for good. The server does so by itself 30 days after it was deleted.",
    )
    .addOption(new Option("--living", "also where the study has not been deleted"))
    .addHelpText("after", help("motrice admin purge STUDY --data /var/lib/motrice"))
    .action(async (study: string, { living = false }: PlaceOptions & { living?: boolean }, command: Command) => {
      const { purge, withStudies } = await import("../../server/admin/administer.js");
      const { id, title } = await withStudies(place(command), (store) => purge(store, study, living));
      await print(`purged ${id}, ${plainText(localize(title, "en"))}\n`);
    });
}

function jobsCommand(): Command {
  return new Command("jobs")
    .summary("list the jobs that wait or run")
    .description(
      "Lists the jobs that wait or run, the oldest first: id, day, kind, state, how far it is, and its study where it has one.",
    )
    .addHelpText("after", help("motrice admin jobs --data /var/lib/motrice"))
    .action(async (_options: PlaceOptions, command: Command) => {
      const { withStudies } = await import("../../server/admin/administer.js");
      const { listJobs } = await import("../../server/admin/administer-jobs.js");
      const jobs = await withStudies(place(command), listJobs);
      const lines = jobs.map(({ id, createdAt, kind, state, progress, cancelledBy, study }) => {
        const done = progress === null ? "nothing" : `${progress.done} of ${progress.total}`;
        const end = cancelledBy === null ? "" : ", to be cancelled";
        const whose = study === null ? "of no study" : `study ${study.id}`;
        return `${id}  ${day(createdAt)}  ${kind.padEnd("sensitivity".length)}  ${state}, ${done} counted${end}; ${whose}\n`;
      });
      await print(lines.length === 0 ? "no jobs\n" : lines.join(""));
    });
}

function cancelCommand(): Command {
  return new Command("cancel")
    .argument("<job>", "id of a job")
    .summary("end a job that waits or runs")
    .description(
      "Asks for the end of a job. Its server ends it with what it has counted, within a minute; where none is running, the next one to start.",
    )
    .addHelpText("after", help("motrice admin cancel JOB --data /var/lib/motrice"))
    .action(async (job: string, _options: PlaceOptions, command: Command) => {
      const { withStudies } = await import("../../server/admin/administer.js");
      const { cancelJob } = await import("../../server/admin/administer-jobs.js");
      await withStudies(place(command), (store) => cancelJob(store, job));
      await print(`asked for the end of ${job}\n`);
    });
}

/** The folder named on the command line, else the database of the environment, else the folder of the environment or the default. */
function place(command: Command): { readonly dataFolder: string; readonly databaseUrl: string } {
  const { data } = command.opts<PlaceOptions>();
  return { dataFolder: data, databaseUrl: namesFolder(command) ? "" : (process.env["DATABASE_URL"] ?? "") };
}

function help(...examples: readonly string[]): string {
  return `${PLACE_HELP}\n\nExamples:\n${examples.map((example) => `  $ ${example}`).join("\n")}`;
}

const day = (time: string) => time.slice(0, 10);
