import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobView } from "../../server/jobs/job-view.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "./workshop-app.js";

let workshop: WorkshopApp;
let study: string;
let facilitator: Invited;
beforeEach(async () => {
  workshop = await buildWorkshop();
  ({ study, facilitator } = await workshop.create());
});
afterEach(() => workshop.close());

async function startEndless(): Promise<JobView> {
  const answer = await workshop.ask("POST", `/studies/${study}/sensitivity?samples=1000000000000`, facilitator);
  expect(answer.statusCode, answer.body).toBe(202);
  return answer.json();
}

test("a study's job is within the study alone", async () => {
  const { id, links } = await startEndless();
  expect(links.self).toBe(`/api/v1/studies/${study}/jobs/${id}`);
  for (const rest of ["", "/events", "/result"]) {
    const answer = await workshop.ask("GET", `/jobs/${id}${rest}`, facilitator);
    expect([answer.statusCode, answer.json().code]).toEqual([404, "job-unknown"]);
  }
  expect((await workshop.ask("DELETE", `/jobs/${id}`, facilitator)).statusCode).toBe(404);
  const other = await workshop.create();
  const answer = await workshop.ask("GET", `/studies/${other.study}/jobs/${id}`, other.facilitator);
  expect([answer.statusCode, answer.json().code]).toEqual([404, "job-unknown"]);
  const cancelled = await workshop.ask("DELETE", `/studies/${study}/jobs/${id}`, facilitator);
  expect(cancelled.json()).toMatchObject({ state: "cancelled", study: { id: study, of: "consensus" } });
});

test.each(["deleted", "purged"])("a %s study takes its jobs with it, those that run included", async (how) => {
  const { id } = await startEndless();
  const admin = {};
  if (how === "purged") await workshop.store.db.updateTable("studies").set({ deleted_at: "2026" }).execute();
  const answer =
    how === "deleted"
      ? await workshop.ask("DELETE", `/studies/${study}`, facilitator)
      : await workshop.ask("POST", `/studies/${study}/purge`, admin);
  expect(answer.statusCode, answer.body).toBe(204);
  const idle = ["motrice_jobs_running 0\n", "motrice_jobs_waiting 0\n"];
  const metrics = (await workshop.app.inject("/metrics")).body;
  for (const line of idle) expect(metrics).toContain(line);
  expect(await workshop.store.db.selectFrom("jobs").select("id").execute()).toEqual([]);
  if (how === "purged") return;
  await workshop.ask("POST", `/studies/${study}/restore`, facilitator);
  expect((await workshop.ask("GET", `/studies/${study}/jobs`, facilitator)).json()).toEqual({ jobs: [] });
  expect((await workshop.ask("GET", `/studies/${study}/jobs/${id}`, facilitator)).statusCode).toBe(404);
});
