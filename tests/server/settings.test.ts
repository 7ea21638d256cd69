import { expect, test } from "vitest";
import { environmentName, resolveSettings, SERVER_DEFAULTS, storePlace } from "../../server/settings.js";
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
  expect(names.filter((name) => !/^MOTRICE_[A-Z_]+$/.test(name))).toEqual(["DATABASE_URL"]);
});

const TOKEN = "sixteen-letters-at-least";

test("beyond this machine the server asks for an administrator's token, in one sentence", () => {
  for (const open of [
    { host: "0.0.0.0" },
    { host: "::" },
    { host: "192.168.1.20" },
    { host: "motrice.lan" },
    { allowedHosts: ["localhost", "motrice.example"] },
    { publicUrl: "https://motrice.example" },
  ]) {
    const [[name]] = [Object.entries(open)[0]!];
    const environment = { [environmentName(name as "host")]: Object.values(open)[0]!.toString() };
    for (const resolve of [() => resolveSettings(open), () => resolveSettings({}, environment)]) {
      expect(resolve, name).toThrow(
        /^MOTRICE_ADMIN_TOKEN: expected at least 16 letters, digits or signs, for the server is to be reached beyond this machine \([^)]+\) and would let anyone make studies without it, received nothing$/,
      );
    }
    expect(resolveSettings({ ...open, adminToken: TOKEN })).toMatchObject(open);
  }
  for (const host of ["127.0.0.1", "127.0.0.2", "::1", "localhost"]) expect(resolveSettings({ host }).host).toBe(host);
  expect(resolveSettings({ publicUrl: "http://localhost:9000", allowedHosts: ["app.localhost"] }).adminToken).toBe("");
});

test("an administrator's token has at least 16 letters, and neither it nor the password of a database is repeated", () => {
  const wrong = { MOTRICE_ADMIN_TOKEN: "fifteen-letters", DATABASE_URL: "mysql://motrice:pass-word@db/motrice" };
  try {
    resolveSettings({}, wrong);
    expect.unreachable();
  } catch (error) {
    const { message, issues } = error as OptionsError;
    expect(issues.map(({ path }) => path)).toEqual(["DATABASE_URL", "MOTRICE_ADMIN_TOKEN"]);
    expect(message).not.toMatch(/fifteen|pass-word/);
    expect(message).toContain("15 letters, which are not repeated here");
  }
  for (const adminToken of ["with blanks in it, many", "accentué-et-long-assez", "line\nline-line-line-line"])
    expect(() => resolveSettings({ adminToken })).toThrow("at least 16");
  expect(resolveSettings({ adminToken: TOKEN }).adminToken).toBe(TOKEN);
});

test("studies are in the folder, in PostgreSQL where its address is set, or in memory; a folder that is given goes first", () => {
  const postgres = { DATABASE_URL: "postgres://motrice:secret@db.example/motrice" };
  const placeOf = (...settings: Parameters<typeof resolveSettings>) => storePlace(resolveSettings(...settings));
  expect(placeOf()).toEqual({ dataFolder: "data" });
  expect(placeOf({}, { MOTRICE_DATA_FOLDER: "/srv/motrice" })).toEqual({ dataFolder: "/srv/motrice" });
  expect(placeOf({}, { ...postgres, MOTRICE_DATA_FOLDER: "/srv" })).toEqual({ databaseUrl: postgres.DATABASE_URL });
  expect(placeOf({ dataFolder: "here" }, postgres)).toEqual({ dataFolder: "here" });
  expect(placeOf({ dataFolder: ":memory:" })).toBe("memory");
});

test("lists in the environment are parted by commas; names and addresses are held to their form", () => {
  const environment = {
    MOTRICE_ALLOWED_HOSTS: "motrice.example, 10.0.0.7 ,",
    MOTRICE_CORS_ORIGINS: "https://page.example,http://localhost:5173",
    MOTRICE_ADMIN_TOKEN: TOKEN,
  };
  expect(resolveSettings({}, environment)).toMatchObject({
    allowedHosts: ["motrice.example", "10.0.0.7"],
    corsOrigins: ["https://page.example", "http://localhost:5173"],
  });
  const adminToken = TOKEN;
  for (const wrong of [
    { allowedHosts: ["*"] },
    { allowedHosts: ["https://motrice.example"] },
    { allowedHosts: "motrice.example" },
    { corsOrigins: ["*"] },
    { corsOrigins: ["null"] },
    { corsOrigins: ["https://page.example/path"] },
    { publicUrl: "motrice.example" },
    { publicUrl: "https://motrice.example/motrice" },
    { publicUrl: "javascript:alert(1)" },
    { publicUrl: "https://name:password@motrice.example" },
  ]) {
    const given = { adminToken, ...wrong } as Parameters<typeof resolveSettings>[0];
    expect(() => resolveSettings(given), JSON.stringify(wrong)).toThrow(Object.keys(wrong)[0]!);
  }
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
