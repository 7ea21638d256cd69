/** Imports run one way: each room may use those before it in the list. */
const ORDER = [
  "language",
  "study",
  "matrix",
  "structure",
  "graph",
  "sensitivity",
  "analysis",
  "plots",
  "report",
  "node",
  "cli",
];

const oneWay = ORDER.map((room, position) => ({
  name: `${room}-looks-down-only`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${ORDER.slice(position + 1).join("|") || "none"})/` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: "structure-and-graph-apart",
      comment: "Analyses meet in src/analysis only.",
      severity: "error",
      from: { path: "^src/(structure|graph)/" },
      to: { path: "^src/(structure|graph)/", pathNot: "^src/$1/" },
    },
    {
      name: "engine-is-browser-safe",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(node|cli)/|^src/node\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "rooms-do-not-use-entries",
      severity: "error",
      from: { path: "^src/(language|study|matrix|structure|graph|sensitivity|analysis|plots|report)/" },
      to: { path: "^src/(index|node)\\.ts$" },
    },
    {
      name: "server-uses-entries-only",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^src/", pathNot: "^src/(index|node)\\.ts$" },
    },
    {
      name: "only-serve-starts-the-server",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/serve\\.ts$" },
      to: { path: "^server/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".js"],
    },
  },
};
