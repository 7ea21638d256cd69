// A worker thread cannot load TypeScript on its own: where the server runs from its sources (tests, tsx), this file does it.
import { register } from "tsx/esm/api";

register();
await import("./job-worker.ts");
