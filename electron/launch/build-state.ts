import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What `out/` is made of, relative to the project. */
const sources = ["electron", "renderer", "shared", "resources", "electron.vite.config.ts", "package-lock.json"];
/** One file of each part of a build: development runs write only some of them. */
const outputs = ["out/main/index.js", "out/preload/index.cjs", "out/renderer/index.html", "out/cli/preflight.js"];

/** True where `out/` is missing or older than what it is made of. `root` is the project's folder. */
export function isStale(root: string): boolean {
  const times = outputs.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const built = Math.min(...times);
  return built === 0 || sources.some((path) => newestIn(join(root, path)) > built);
}

/** The newest change below a path, in milliseconds since 1970; 0 where there is nothing. */
function newestIn(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), facts.mtimeMs);
}
