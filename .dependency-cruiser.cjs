/** Imports run one way: each room may use those before it in the list. */
const ORDER = [
  "language",
  "study",
  "matrix",
  "structure",
  "graph",
  "experts",
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
      name: "structure-graph-and-experts-apart",
      comment: "Analyses meet in src/analysis only; the experts' room knows the classes by their type.",
      severity: "error",
      from: { path: "^src/(structure|graph|experts)/" },
      to: { path: "^src/(structure|graph|experts)/", pathNot: "^src/$1/|^src/structure/plane\\.ts$" },
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
      from: { path: "^src/(language|study|matrix|structure|graph|experts|sensitivity|analysis|plots|report)/" },
      to: { path: "^src/(index|node)\\.ts$" },
    },
    {
      name: "server-uses-entries-only",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^src/", pathNot: "^src/(index|node)\\.ts$" },
    },
    {
      name: "only-commands-of-the-server-use-it",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/(serve|admin|backup|restore)\\.ts$" },
      to: { path: "^server/" },
    },
    {
      name: "page-uses-the-browser-entry-only",
      comment: "Its own worker and build settings apart.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(src|server)/", pathNot: "^src/index\\.ts$" },
    },
    {
      name: "nothing-uses-the-page",
      severity: "error",
      from: { path: "^(src|server)/" },
      to: { path: "^web/" },
    },
    {
      name: "page-is-browser-safe",
      severity: "error",
      from: { path: "^web/", pathNot: "^web/vite\\.config\\.ts$" },
      to: { dependencyTypes: ["core"] },
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
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
