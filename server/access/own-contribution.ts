import { RequestProblem } from "../problems.js";
import { findParticipant, type Participant } from "../store/participants.js";
import type { Database } from "../store/tables.js";
import type { Member } from "./access.js";

/** Throws RequestProblem `forbidden` for an expert who asks for a contribution that is not his own, whether there is one or not. */
export function refuseOthersContribution({ role, participantId }: Member, wanted: string): void {
  if (role === "facilitator" || participantId === wanted) return;
  throw new RequestProblem("forbidden", "A contribution is its expert's own.");
}

/** An expert of the study. Throws RequestProblem `participant-unknown`, also for a participant who is none. */
export async function findExpert(db: Database, studyId: string, id: string): Promise<Participant> {
  const participant = await findParticipant(db, studyId, id);
  if (participant?.role === "expert") return participant;
  throw new RequestProblem("participant-unknown", "The study has no expert of this id.");
}
