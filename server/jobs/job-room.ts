import type { ServerSettings } from "../settings.js";

/** What a job takes of the room there is. */
export interface JobShare {
  readonly ofStudy: boolean;
  /** Where the job came from; null where that is not known, as of one that was taken over. */
  readonly address: string | null;
  /** Of what it is to compute. */
  readonly bytes: number;
}

/**
 * Why one more job does not fit beside those that have not ended; null where it does.
 *
 * A job of no study may be anyone's. All of these have half of the places and of the memory, and those of one address half of these places, but on
 * a server without an administrator's token, which is one person's. The jobs of studies may take all
 * that is left: however many others there are, half of the places is theirs.
 */
export function refusalOf(
  job: JobShare,
  taken: readonly JobShare[],
  { jobLimit, jobMemoryMb, adminToken }: Pick<ServerSettings, "jobLimit" | "jobMemoryMb" | "adminToken">,
): string | null {
  const memory = jobMemoryMb * 2 ** 20;
  const others = taken.filter(({ ofStudy }) => !ofStudy);
  const ofStudies = taken.filter(({ ofStudy }) => ofStudy);
  const places = ofStudies.length + Math.min(others.length, Math.floor(jobLimit / 2));
  const bytes = bytesOf(ofStudies) + Math.min(bytesOf(others), memory / 2);
  if (places >= jobLimit || bytes + job.bytes > memory) return "As many jobs as this server takes are";
  if (job.ofStudy) return null;
  const half = Math.ceil(jobLimit / 2);
  if (others.length >= half || bytesOf(others) + job.bytes > memory / 2)
    return "As many jobs as this server takes that belong to no study are";
  if (adminToken === "") return null;
  const own = job.address === null ? [] : others.filter(({ address }) => address === job.address);
  return own.length >= Math.ceil(half / 2) ? "As many jobs as this server takes from one address are" : null;
}

function bytesOf(jobs: readonly JobShare[]): number {
  return jobs.reduce((sum, { bytes }) => sum + bytes, 0);
}
