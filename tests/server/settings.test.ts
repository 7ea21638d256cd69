import { expect, test } from "vitest";
import { environmentName, resolveSettings, SERVER_DEFAULTS } from "../../server/settings.js";
import { OptionsError } from "../../src/index.js";

test("without settings the server listens on loopback, port 8029", () => {
  expect(resolveSettings()).toEqual(SERVER_DEFAULTS);
  expect([SERVER_DEFAULTS.host, SERVER_DEFAULTS.port]).toEqual(["127.0.0.1", 8029]);
});

test("what is given goes before the environment, and that before the defaults", () => {
  const environment = {
    MOTRICE_PORT: "9000",
    MOTRICE_HOST: "::1",
    MOTRICE_TRUST_PROXY: "true",
    MOTRICE_RATE_LIMIT: "",
  };
  expect(resolveSettings({ port: 0 }, environment)).toEqual({
    ...SERVER_DEFAULTS,
    port: 0,
    host: "::1",
    trustProxy: true,
  });
});

test("every setting has an environment variable of its own", () => {
  const names = Object.keys(SERVER_DEFAULTS).map((name) => environmentName(name as keyof typeof SERVER_DEFAULTS));
  expect(names).toContain("MOTRICE_REQUEST_TIMEOUT_MS");
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^MOTRICE_[A-Z_]+$/);
});

test("all that is wrong is named at once", () => {
  const wrong = { port: 70_000, workers: 0, logLevel: "loud", nope: 1 } as object;
  try {
    resolveSettings(wrong, { MOTRICE_BODY_LIMIT: "16 MB", MOTRICE_TRUST_PROXY: "yes" });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError);
    const paths = (error as OptionsError).issues.map(({ path }) => path).sort();
    expect(paths).toEqual(["MOTRICE_BODY_LIMIT", "MOTRICE_TRUST_PROXY", "logLevel", "nope", "port", "workers"]);
  }
});
