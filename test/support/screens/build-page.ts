import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page alone, as electron.vite.config.ts does, into a folder of `.screens`. Returns the folder. */
export async function buildPage(name = "page"): Promise<string> {
  const outDir = at(`../../../.screens/${name}`);
  await build({
    configFile: false,
    root: at("../../../renderer"),
    base: "./",
    logLevel: "warn",
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: "chrome130",
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: at("../../../renderer/index.html") },
    },
  });
  if (!existsSync(outDir)) throw new Error("vite built nothing");
  return outDir;
}
