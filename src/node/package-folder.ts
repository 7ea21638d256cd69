import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { MotriceError } from "../errors.js";

/** The folder of this package, which holds `package.json` and `matrices/`: above this file in the sources, above the bundle in `dist/`. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new MotriceError("study-unreadable", "the folder of the motrice package cannot be found");
    folder = parent;
  }
  return folder;
}
