import { expect, test } from "vitest";
import { fileName } from "../../src/report/file-name.js";

test("a file is named by the title of its study and by what it is, in the study's language", () => {
  const study = { title: { fr: "Industrie – Hauts-de-France", en: "Industry" }, language: "fr" } as const;
  expect(fileName(study, "matrix", "csv")).toBe("industrie-hauts-de-france-matrice.csv");
  expect(fileName({ ...study, language: "en" }, "map-direct", "svg")).toBe("industry-direct-plane.svg");
});

test("a title without a letter that a file can bear is no blank", () => {
  expect(fileName({ title: "🏭", language: "fr" }, "report", "html")).toBe("etude-rapport.html");
  expect(fileName({ title: "../../x\n", language: "en" }, "graph", "gexf")).toBe("x-graph.gexf");
});
