// The command line's own build: minified, and split so that a command loads what it needs and no more.
// Runs after `electron-vite build`, whose workers it uses, and takes the place of that build's `out/cli`.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

rmSync(at("out/cli"), { recursive: true, force: true });
await build({
  configFile: false,
  root: at("."),
  logLevel: "warn",
  ssr: { noExternal: true, target: "node", external: ["libsql"] },
  build: {
    ssr: true,
    target: "node20.18",
    outDir: at("out"),
    emptyOutDir: false,
    copyPublicDir: false,
    minify: true,
    rolldownOptions: {
      input: { "cli/preflight": at("electron/cli/preflight.ts") },
      // Everything in `out/cli/`, one folder deep, so that the workers are found: see `core/worker-file.ts`.
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "cli/[name]-[hash].js" },
    },
  },
});
