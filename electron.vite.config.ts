import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { contentSecurityPolicy } from "./shared/base/content-security-policy.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What runs in Node, by its place under `out/`. Workers are found beside their callers, by this name.
 * The command line is built apart (`electron/cli/build.mjs`): minified, to start fast.
 */
const nodeEntries = {
  "main/index": "./electron/main/index.ts",
  "web/index": "./electron/web/index.ts",
  "workers/store-worker": "./electron/core/store/store-worker.ts",
  "workers/schema-worker": "./electron/core/schema-check/schema-worker.ts",
  "workers/drift-worker": "./electron/core/drift/drift-worker.ts",
  "workers/simulate-worker": "./electron/core/simulate/simulate-worker.ts",
};

/** Left to be found at run time: Electron's own modules and the one package with a native part. */
const external = ["electron", "libsql"];

/** The page's own policy, with what hot replacement needs; eval stays forbidden here too. */
const policyWhileDeveloping = contentSecurityPolicy
  .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
  // Vite shows its errors as markup.
  .replace("; require-trusted-types-for 'script'", "")
  .replace("connect-src 'self'", "connect-src 'self' ws:");

// One `out/` runs on Electron 33 to 45 and on Node 20.18 and later, hence the targets.
export default defineConfig({
  main: {
    build: {
      outDir: "out",
      emptyOutDir: true,
      target: "node20.18",
      externalizeDeps: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(nodeEntries)
            .filter(([, path]) => existsSync(at(path)))
            .map(([name, path]) => [name, at(path)]),
        ),
        external,
        output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      target: "node20.18",
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at("./electron/preload/index.ts") },
        external,
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("./renderer"),
    base: "./",
    plugins: [react()],
    server: { headers: { "content-security-policy": policyWhileDeveloping } },
    build: {
      outDir: at("./out/renderer"),
      emptyOutDir: true,
      target: "chrome130",
      minify: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5000,
      rolldownOptions: {
        input: at("./renderer/index.html"),
        // zod looks whether it may use eval when a schema is made: it must have been told not to before any other chunk runs.
        output: { codeSplitting: { groups: [{ name: "zod", test: /node_modules[\\/]zod[\\/]|without-eval/ }] } },
      },
    },
  },
});
