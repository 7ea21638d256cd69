import { existsSync, readFileSync } from "node:fs";

/** The version of the package: `package.json` is above the sources, above the bundle, or two above its chunks. */
export const VERSION: string = readVersion();

function readVersion(): string {
  const places = ["../package.json", "../../package.json"].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error("package.json is missing");
  return (JSON.parse(readFileSync(found, "utf8")) as { version: string }).version;
}
