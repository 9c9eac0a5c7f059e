import { join, resolve } from "node:path";

/** What the place of the data depends on, so that a test can say it. */
export interface DataHomeFacts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The folder in which this user's console keeps its data: `PREFLIGHT_HOME`, or the system's place for it
 * (`$XDG_CONFIG_HOME/preflight`, `~/Library/Application Support/Preflight`, `%APPDATA%\Preflight`). Makes nothing.
 */
export function dataHome({ platform, env, home }: DataHomeFacts): string {
  const asked = env["PREFLIGHT_HOME"];
  if (asked !== undefined && asked !== "") return resolve(asked);
  if (platform === "darwin") return join(home, "Library", "Application Support", "Preflight");
  if (platform === "win32") return join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "Preflight");
  // A relative XDG_CONFIG_HOME must be ignored (XDG Base Directory Specification).
  const config = env["XDG_CONFIG_HOME"];
  return join(config?.startsWith("/") === true ? config : join(home, ".config"), "preflight");
}
