import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page: `web/` built to `dist/web/`, each screen a file of its own, hashed names under `assets/`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: fileURLToPath(new URL("../dist/web", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    sourcemap: true,
    // A picture or a style inlined as data: would need a looser policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  worker: { format: "es" },
});
