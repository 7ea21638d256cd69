import { expect, test } from "vitest";
import { entityTag, matchesEntityTag } from "../../server/entity-tag.js";
import { analyze, toHtml } from "../../src/index.js";
import { CSV_TYPE, MATRIX_CSV, SHIPPED_ID, shippedStudy, useApp } from "./test-app.js";

const app = useApp();
const root = `/api/v1/examples/${SHIPPED_ID}`;
const ADDRESSES = [
  "/",
  "/openapi.json",
  "/api/v1/examples",
  root,
  `${root}/analysis`,
  `${root}/analysis?format=csv`,
  `${root}/plots/map-indirect.svg`,
  `${root}/plots/matrix.png`,
  `${root}/report`,
];

test.each(ADDRESSES)("%s: the same bytes have the same strong tag, and whoever has them gets 304", async (url) => {
  const first = await app().inject(url);
  const tag = first.headers["etag"] as string;
  expect(first.statusCode).toBe(200);
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  expect(tag).toBe(entityTag(first.rawPayload));
  expect(first.headers["cache-control"]).toBe("public, no-cache");
  expect((await app().inject(url)).headers["etag"]).toBe(tag);

  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const again = await app().inject({ url, headers: { "if-none-match": known } });
    expect([again.statusCode, again.body, again.headers["etag"]]).toEqual([304, "", tag]);
    expect(again.headers["vary"]).toBe(first.headers["vary"]);
  }
  expect((await app().inject({ url, headers: { "if-none-match": '"other"' } })).statusCode).toBe(200);

  const head = await app().inject({ url, method: "HEAD" });
  expect([head.statusCode, head.body, head.headers["etag"]]).toEqual([200, "", tag]);
  expect(head.headers["content-length"]).toBe(String(first.rawPayload.length));
});

test("other options, formats and languages have other tags", async () => {
  const urls = ["", "?lang=en", "?power=3", "?format=csv", "?format=md", "?format=html"];
  const tags = await Promise.all(
    urls.map(async (query) => (await app().inject(`${root}/analysis${query}`)).headers["etag"]),
  );
  expect(new Set(tags).size).toBe(urls.length);
});

test("the answer to a POST has a tag and is not kept by caches", async () => {
  const post = { method: "POST", url: "/api/v1/analyses", headers: CSV_TYPE, payload: MATRIX_CSV } as const;
  const first = await app().inject(post);
  const tag = first.headers["etag"] as string;
  expect(tag).toBe(entityTag(first.rawPayload));
  expect(first.headers["cache-control"]).toBe("no-store");
  const again = await app().inject({ ...post, headers: { ...CSV_TYPE, "if-none-match": tag } });
  expect([again.statusCode, again.body]).toEqual([200, first.body]);
});

test("an If-None-Match that is no list of tags matches nothing", () => {
  for (const header of [undefined, "", "abc", '"a', "W/"]) expect(matchesEntityTag(header, '"a"')).toBe(false);
});

test("the root is the report of the shipped study in the language asked for, with the ways to the API", async () => {
  const study = await shippedStudy();
  const ask = (query: string, language?: string) =>
    app().inject({ url: `/${query}`, headers: language === undefined ? {} : { "accept-language": language } });
  const cases = [
    ["", undefined, "fr"],
    ["", "en-GB,en;q=0.9", "en"],
    ["", "de", "fr"],
    ["", "fr;q=0.3, en;q=0.2", "fr"],
    ["?lang=en", "fr", "en"],
  ] as const;
  for (const [query, language, expected] of cases) {
    const page = await ask(query, language);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["vary"]).toBe("Accept, Accept-Language");
    const bar = /<style>\n#motrice-bar[\s\S]*?<\/style>\n<div id="motrice-bar"[\s\S]*?<\/div>\n/.exec(page.body)![0];
    expect(page.body.replace(bar, "")).toBe(toHtml(study, analyze(study, { lang: expected })));
    for (const address of ["/docs", "/openapi.json", "format=json", "format=csv"]) expect(bar).toContain(address);
  }
});

test("pages run no script and fetch nothing", async () => {
  for (const url of ["/", `${root}/report`, `${root}/plots/graph.svg`]) {
    const policy = String((await app().inject(url)).headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
  }
  const docs = String((await app().inject("/docs")).headers["content-security-policy"]);
  expect(docs).toContain("script-src 'self';");
  expect(docs).not.toMatch(/https?:/);
});
