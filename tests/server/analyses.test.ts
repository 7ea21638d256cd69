import { expect, test } from "vitest";
import { analyze, parseMatrixCsv, parseStudy, toCsv, toHtml, toJson, toMarkdown } from "../../src/index.js";
import {
  CSV_TYPE,
  JSON_TYPE,
  MATRIX_CSV,
  ringStudy,
  SHIPPED_ID,
  SMALL_STUDY,
  shippedStudy,
  useApp,
} from "./test-app.js";

const app = useApp();

const analyse = (payload: unknown, url = "", headers: Record<string, string> = {}) =>
  app().inject({
    method: "POST",
    url: `/api/v1/analyses${url}`,
    headers: { ...JSON_TYPE, ...headers },
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  });

test("the API gives the bytes of the library, from a study and from the shipped example", async () => {
  const study = await shippedStudy();
  const expected = toJson(analyze(study));
  const posted = await analyse(study);
  expect(posted.statusCode).toBe(200);
  expect(posted.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(posted.body).toBe(expected);
  expect((await app().inject(`/api/v1/examples/${SHIPPED_ID}/analysis`)).body).toBe(expected);
  expect(JSON.parse(posted.body).indirect).toMatchObject({ power: 7, stable: true });
});

test("Accept chooses between JSON, CSV, Markdown and HTML, each the bytes of the library", async () => {
  const study = parseStudy(SMALL_STUDY);
  const analysis = analyze(study);
  const expected = {
    "application/json": toJson(analysis),
    "text/csv": toCsv(analysis),
    "text/markdown": toMarkdown(study, analysis),
    "text/html": toHtml(study, analysis),
  };
  for (const [accept, body] of Object.entries(expected)) {
    const answer = await analyse(SMALL_STUDY, "", { accept });
    expect(answer.headers["content-type"]).toBe(`${accept}; charset=utf-8`);
    expect(answer.headers["vary"]).toContain("Accept");
    expect(answer.body).toBe(body);
  }
  expect((await analyse(SMALL_STUDY, "?format=csv", { accept: "text/html" })).body).toBe(expected["text/csv"]);
});

test("a matrix as CSV is analysed like the library reads it", async () => {
  const answer = await app().inject({
    method: "POST",
    url: "/api/v1/analyses",
    headers: CSV_TYPE,
    payload: MATRIX_CSV,
  });
  expect(answer.body).toBe(toJson(analyze(parseMatrixCsv(MATRIX_CSV))));
});

test("options mean the same in the query, in the body and in the library", async () => {
  const study = parseStudy(SMALL_STUDY);
  const options = { power: 4, maxPower: 9, threshold: "mean + std / 2", potentialValue: 2.5, lang: "fr" as const };
  const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
  const expected = toJson(analyze(study, options));
  expect((await analyse(SMALL_STUDY, `?${query}`)).body).toBe(expected);
  expect((await analyse({ study: SMALL_STUDY, options })).body).toBe(expected);
  const { power, ...rest } = options;
  expect((await analyse({ study: SMALL_STUDY, options: rest }, `?power=${power}`)).body).toBe(expected);
});

test("an option in the query and in the body is refused, and so are unknown, repeated and wrong ones, all named", async () => {
  const twice = await analyse({ study: SMALL_STUDY, options: { power: 4 } }, "?power=3");
  expect(twice.statusCode).toBe(400);
  expect(twice.json()).toMatchObject({ code: "options-invalid", issues: [{ path: "power" }] });
  const wrong = await analyse(SMALL_STUDY, "?powr=3&maxPower=201&attenuation=abc");
  expect(wrong.json().issues.map(({ path }: { path: string }) => path)).toEqual(["powr", "maxPower", "attenuation"]);
  expect((await analyse(SMALL_STUDY, "?power=3&power=4")).json().issues[0]).toMatchObject({
    path: "power",
    received: "2 times",
  });
  expect((await analyse({ study: SMALL_STUDY, options: [] })).json().issues[0].path).toBe("/options");
});

test("issues of an enveloped study point into the body as it was sent", async () => {
  const broken = {
    ...SMALL_STUDY,
    direct: [
      [null, "x", 1],
      [2, null, -1],
      [1, 0, 5, null],
    ],
  };
  const bare = (await analyse(broken)).json();
  const enveloped = (await analyse({ study: broken })).json();
  expect(bare).toMatchObject({ status: 422, code: "study-invalid" });
  expect(bare.issues.length).toBe(3);
  expect(enveloped.issues).toEqual(
    bare.issues.map((issue: { path: string }) => ({ ...issue, path: `/study${issue.path}` })),
  );
  expect((await analyse({ study: SMALL_STUDY, option: {} })).json().issues[0].path).toBe("/option");
});

test("a study too large for the event loop gives the same bytes from a worker thread, and its errors the same issues", async () => {
  const study = ringStudy(90);
  expect((await analyse(study, "?maxPower=20")).body).toBe(toJson(analyze(study, { maxPower: 20 })));
  const wrong = await analyse(study, "?loopLength=99");
  expect(wrong.json()).toMatchObject({ status: 400, code: "options-invalid", issues: [{ path: "loopLength" }] });
});

test("the name of a variable cannot add a header to the answer or markup to the report", async () => {
  const hostile = "x\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>";
  const study = { ...SMALL_STUDY, id: hostile, title: hostile };
  for (const accept of ["application/json", "text/csv", "text/markdown", "text/html"]) {
    const answer = await analyse(study, "", { accept });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    if (accept === "text/html") expect(answer.body).not.toContain("<script");
  }
});
