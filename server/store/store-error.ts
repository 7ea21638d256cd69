import { MotriceError } from "../../src/index.js";

/** A database that cannot be opened, saved or brought back, in words for whoever runs the server. */
export class StoreError extends MotriceError {
  constructor(message: string, cause?: unknown) {
    super("store-unusable", message, [], cause);
  }
}
