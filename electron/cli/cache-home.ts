import { homedir } from "node:os";
import { join } from "node:path";

/** The folder in which this user's command line keeps compiled code. Makes nothing. */
export function cacheHome(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): string {
  if (env["PREFLIGHT_HOME"]) return join(env["PREFLIGHT_HOME"], "cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "Preflight");
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "Preflight", "cache");
  const cache = env["XDG_CACHE_HOME"];
  return join(cache?.startsWith("/") === true ? cache : join(home, ".cache"), "preflight");
}
