import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";
import { anyWorkshop, RestoreStudy } from "./workshop-commands.js";
import { ask, EXPERTS, expectWhole, IDS, newModel, type Real } from "./workshop-model.js";

const STUDY = {
  variables: IDS.map((id) => ({ id, label: `Variable ${id}` })),
  direct: IDS.map(() => IDS.map(() => null)),
};

/** Workshops tried, and the most steps of each. */
const RUNS = 10;
const STEPS = 250;

describeEachStore("any workshop", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let workshop: WorkshopApp;

  beforeAll(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  async function begin(): Promise<Real> {
    const { study, facilitator } = await workshop.create(STUDY);
    const real: Real = { workshop, study, facilitator, experts: [], begun: 0, requests: 0 };
    for (let number = 1; number <= EXPERTS; number++) {
      const { participant, token } = await workshop.invite(study, "expert", `Expert ${number}`);
      const links = (await ask(real, "GET", `/participants/${participant}/links`, facilitator.token)).json();
      real.experts.push({ participant, token, link: links.links[0].id });
    }
    const row = store.db.selectFrom("studies").select("seq").where("id", "=", study);
    real.begun = (await row.executeTakeFirstOrThrow()).seq;
    return real;
  }

  it("is what a simple model of it says after every step, and its log tells all of it", async () => {
    const seed = Number(process.env["MOTRICE_TEST_SEED"] ?? Math.floor(Math.random() * 1e6));
    console.log(`seed ${seed} (MOTRICE_TEST_SEED)`);
    const workshops = fc.asyncProperty(anyWorkshop(STEPS), async (commands) => {
      const [model, real] = [newModel(), await begin()];
      await fc.asyncModelRun(() => ({ model, real }), commands);
      if (model.deleted) await new RestoreStudy().run(model, real);
      await expectWhole(model, real);
    });
    await fc.assert(workshops, { seed, numRuns: RUNS, endOnFailure: false });
  }, 300_000);
});
