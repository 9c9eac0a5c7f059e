import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What `out/` is made of, relative to the project. */
const sources = ["electron", "renderer", "shared", "resources", "electron.vite.config.ts", "package-lock.json"];
/** The last file that a build writes. */
const lastBuilt = "out/renderer/index.html";

/** True where `out/` is missing or older than what it is made of. `root` is the project's folder. */
export function isStale(root: string): boolean {
  const built = statSync(join(root, lastBuilt), { throwIfNoEntry: false });
  return built === undefined || sources.some((path) => newestIn(join(root, path)) > built.mtimeMs);
}

/** The newest change below a path, in milliseconds since 1970; 0 where there is nothing. */
function newestIn(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), facts.mtimeMs);
}
