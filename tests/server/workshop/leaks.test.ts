import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EXAMPLE_STUDY } from "../../../src/index.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells } from "./scored-study.js";
import { listenTo, until } from "./sse-client.js";

/** Values that only one participant gives: found anywhere, they tell who gave them. The last ones are decided. */
const VALUES = [
  [1.1371, 1.2371],
  [2.1373, 2.2373],
  [1.1379, 2.2379],
  [2.7391, 1.7391],
] as const;

const IDS = EXAMPLE_STUDY.variables.map(({ id }) => id);
const CELLS = IDS.flatMap((from) => IDS.filter((to) => to !== from).map((to) => ({ from, to })));

const STUDY = {
  ...EXAMPLE_STUDY,
  direct: EXAMPLE_STUDY.direct.map((row) => row.map(() => null)),
  scale: {
    values: ["0", "3", "P", ...VALUES.flat().map(String)].map((value) => ({ value, label: `is ${value}`.slice(0, 2) })),
  },
};

type Step =
  | { readonly kind: "answer"; readonly expert: number; readonly cell: number; readonly value: number }
  | { readonly kind: "decide"; readonly cell: number; readonly value: number }
  | { readonly kind: "keep" | "look" | "share" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("answer" as const),
      expert: fc.nat(2),
      cell: fc.nat(CELLS.length - 1),
      value: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("decide" as const), cell: fc.nat(CELLS.length - 1), value: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("keep" as const, "look" as const, "share" as const) }) },
);

/** Every address below a study that may be read, from the document itself: none can be forgotten. */
function readAddresses(app: WorkshopApp["app"]): string[] {
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, unknown>> };
  return Object.entries(paths)
    .filter(([path, methods]) => path.startsWith("/api/v1/studies/{study}") && "get" in methods)
    .map(([path]) => path.slice("/api/v1".length));
}

test("while results are hidden nothing an expert or reader may read or hears holds another's values, notes or id", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const workshop = await buildWorkshop({ settings: { heartbeatMs: 60_000, taskTimeoutMs: 120_000 } });
      try {
        await play(workshop, steps);
      } finally {
        await workshop.close();
      }
    }),
    { numRuns: 3 },
  );
});

async function play(workshop: WorkshopApp, steps: readonly Step[]): Promise<void> {
  const { app, ask, store } = workshop;
  const { study, facilitator } = await workshop.create(STUDY);
  const experts: Invited[] = [];
  for (const number of [1, 2, 3]) experts.push(await workshop.invite(study, "expert", `name-marker-${number}`));
  const reader = await workshop.invite(study, "reader", "name-marker-reader");
  const at = `/studies/${study}`;
  await app.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1${at}/events`;
  const listeners = await Promise.all(
    [experts[0]!, reader].map(({ token }) => listenTo(url, { token, lastEventId: 0 })),
  );
  const held = new Map<string, number>();

  async function take(done: Step): Promise<void> {
    if (done.kind === "answer") {
      const value = VALUES[done.expert]![done.value]!;
      const key = `${done.expert} ${done.cell}`;
      const change = { ...CELLS[done.cell]!, value, was: held.get(key) ?? null, note: `note-marker-${done.expert}` };
      held.set(key, value);
      return answerCells(workshop, study, experts[done.expert]!, [change]);
    }
    const { token } = facilitator;
    const answer =
      done.kind === "decide"
        ? await ask("PUT", `${at}/consensus/${CELLS[done.cell]!.from}/${CELLS[done.cell]!.to}`, {
            token,
            body: { value: VALUES[3][done.value], reason: "decision-marker" },
          })
        : done.kind === "keep"
          ? await ask("POST", `${at}/snapshots`, { token, body: { title: "title-marker" } })
          : done.kind === "share"
            ? await ask("POST", `${at}/assignments/split`, { token, body: { perCell: 1 } })
            : await ask("GET", `${at}/consensus`, { token });
    expect(answer.statusCode, `${done.kind}: ${answer.body}`).toBeLessThan(300);
  }

  for (const each of steps) await take(each);
  // Whatever the steps were, there is something to be found.
  for (const expert of [1, 2]) await take({ kind: "answer", expert, cell: 0, value: 0 });
  await take({ kind: "decide", cell: 1, value: 0 });
  await take({ kind: "keep" });

  const snapshots = await store.db.selectFrom("snapshots").select("id").execute();
  const links = await store.db.selectFrom("access_tokens").select("id").execute();
  const others = (me: Invited) => experts.filter((expert) => expert !== me);
  const markers = (me: Invited): string[] => [
    ...others(me).map(({ participant }) => participant),
    ...experts.flatMap((expert, place) =>
      expert === me ? [] : [...VALUES[place]!.map(String), `note-marker-${place}`, `name-marker-${place + 1}`],
    ),
    ...VALUES[3].map(String),
    "decision-marker",
    "title-marker",
    ...(me === reader ? [] : ["name-marker-reader", reader.participant]),
  ];
  const scaleText = JSON.stringify(STUDY.scale.values).slice(1, -1);

  function check(what: string, text: string, me: Invited): void {
    // The values that the scale of the study names are nobody's.
    const own = text
      .replaceAll(scaleText, "")
      .replaceAll(/"value": ?"[\d.]+"/g, "")
      .replaceAll(/"is[^"]*"/g, "");
    for (const marker of markers(me)) {
      expect(own.includes(marker), `${what} holds ${marker}:\n${own.slice(0, 2000)}`).toBe(false);
    }
  }

  const fill: Record<string, readonly string[]> = {
    participant: [...experts, facilitator].map(({ participant }) => participant),
    snapshot: snapshots.map(({ id }) => id),
    link: links.map(({ id }) => id),
    variable: IDS,
    number: ["1"],
    name: ["map-direct"],
    job: ["Jc1uYyMPSqGq6sBdVOyR4g"],
    from: IDS,
    to: IDS,
  };
  let seen = 0;
  for (const me of [experts[0]!, reader]) {
    for (const address of readAddresses(app)) {
      const name = [...address.matchAll(/\{(\w+)\}/g)].map(([, param]) => param!).find((param) => param !== "study");
      const asksForMatrix = /\/(study|analysis|report|export\/\w+\.\w+)$|\/plots\//.test(address);
      const foreign = others(me).map(({ participant }) => `?of=contribution:${participant}`);
      const of = asksForMatrix
        ? ["", "?of=aggregate", ...foreign, ...snapshots.map(({ id }) => `?of=snapshot:${id}`)]
        : [""];
      for (const value of name === undefined ? [""] : (fill[name] ?? [])) {
        for (const query of of) {
          const path = address.replace("{study}", study).replace(`{${name}}`, value) + query;
          const answer = await ask("GET", path, { token: me.token });
          // What was asked for comes back in an address, and need not be told.
          check(`GET ${path}`, answer.body.replaceAll(value || "\0", ""), me);
          seen += 1;
        }
      }
    }
  }
  expect(seen).toBeGreaterThan(50);
  await store.change(study, "admin", async () => ({ events: [{ kind: "study-changed" }], result: undefined }));
  await until(() => listeners.every(({ heard }) => heard.at(-1)?.kind === "study-changed"));
  for (const [place, me] of [experts[0]!, reader].entries()) {
    check("the stream", listeners[place]!.text(), me);
    listeners[place]!.close();
  }
}
