// Where the sources run as they are, a thread starts here: it has to learn TypeScript first.
import { register } from "tsx/esm/api";

register();
export default (await import("./sensitivity-thread.ts")).default;
