import { expect, onTestFinished, test } from "vitest";
import { startBuiltServer } from "../../../bench/server-process.js";
import { type BenchExpert, benchWorkshop } from "../../../bench/workshop.js";
import { apiClient } from "../../../demo/api-client.js";
import { postgresPrograms, startCluster } from "../../postgres-cluster.js";

const programs = postgresPrograms();
if (programs === null && process.env["CI"]) throw new Error("CI needs the programs of a PostgreSQL server");
if (programs === null) console.log("skipped: PostgreSQL restarted under load; its programs are not installed");

for (const mode of ["fast", "immediate"] as const) {
  test.skipIf(programs === null)(
    `PostgreSQL stopped (${mode}) and started again under load loses and doubles nothing: writers that ask again are served`,
    async () => {
      const cluster = await startCluster(programs!);
      onTestFinished(() => cluster.remove());
      const server = await startBuiltServer({ databaseUrl: cluster.url });
      onTestFinished(() => server.stop());
      const { url, study, experts, facilitator } = await benchWorkshop(server, { experts: 4, keepScores: false });
      const [from, ...tos] = study.variables.map(({ id }) => id);
      const { ask } = apiClient(url);

      /** The client asks again with the same key while the server says that the studies cannot be reached. */
      const write = async ({ id, token }: BenchExpert) => {
        for (const [number, to] of tos.entries()) {
          const body = { changes: [{ from, to, value: number % 4, was: null }] };
          await ask("PATCH", `/contributions/${id}/cells`, { token, body, key: `${id}-${number}` });
        }
      };
      const first = write(experts[0]!);
      await first;
      const writing = Promise.all(experts.slice(1).map(write));
      await cluster.stop(mode);
      const refused = await fetch(url, { headers: { authorization: `Bearer ${facilitator}` } });
      expect({ status: refused.status, after: refused.headers.get("retry-after") }).toEqual({
        status: 503,
        after: "2",
      });
      expect(await refused.text()).not.toContain("postgres");
      await cluster.start();
      await writing;

      for (const { id } of experts) {
        const { cells } = await ask<{ cells: { to: string; value: number }[] }>(
          "GET",
          `/contributions/${id}/cells?limit=100`,
          { token: facilitator },
        );
        expect(new Map(cells.map(({ to, value }) => [to, value]))).toEqual(
          new Map(tos.map((to, number) => [to, number % 4])),
        );
      }
      const { events } = await ask<{ events: { kind: string }[] }>("GET", "/events?limit=1000", { token: facilitator });
      expect(events.filter(({ kind }) => kind === "cells-changed")).toHaveLength(experts.length * tos.length);
    },
    120_000,
  );
}
