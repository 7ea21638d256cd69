import type { FastifyInstance } from "fastify";
import type { Workshop } from "../../workshop/workshop.js";
import { addAssignmentRoutes } from "./assignments.js";
import { addBlockRoutes } from "./blocks.js";
import { addConsensusRoutes } from "./consensus.js";
import { addContributionRoutes } from "./contributions.js";
import { addEventRoutes } from "./events.js";
import { addExportRoute } from "./export.js";
import { addFeedbackRoutes } from "./feedback.js";
import { addFicheRoutes } from "./fiches.js";
import { addFormRoutes } from "./form.js";
import { addStudyJobRoutes } from "./jobs.js";
import { addLinkRoutes } from "./links.js";
import { addParticipantRoutes } from "./participants.js";
import { addResultRoutes } from "./results.js";
import { addRoundRoutes } from "./rounds.js";
import { addSnapshotRoutes } from "./snapshots.js";
import { addStudiesRoutes } from "./studies.js";
import { addVariableRoutes } from "./variables.js";

/** The routes under /api/v1/studies, resource by resource. */
export function addStudyRoutes(app: FastifyInstance, workshop: Workshop): void {
  for (const addRoutes of RESOURCES) addRoutes(app, workshop);
}

const RESOURCES: readonly ((app: FastifyInstance, workshop: Workshop) => void)[] = [
  addStudiesRoutes,
  addVariableRoutes,
  addBlockRoutes,
  addFicheRoutes,
  addExportRoute,
  addContributionRoutes,
  addAssignmentRoutes,
  addSnapshotRoutes,
  addRoundRoutes,
  addFeedbackRoutes,
  addFormRoutes,
  addParticipantRoutes,
  addLinkRoutes,
  addConsensusRoutes,
  addResultRoutes,
  addEventRoutes,
  addStudyJobRoutes,
];
