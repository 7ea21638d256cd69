import { expect, test } from "vitest";
import { EVENT_KINDS as KINDS_OF_SERVER } from "../../server/store/store.js";
import { EVENT_KINDS } from "../../web/api/event-kinds.js";

test("the page hears of every kind of event that the server tells", () => {
  expect(EVENT_KINDS).toEqual(KINDS_OF_SERVER);
});
