import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { app } from "electron";
import { dataHome } from "#core/data-home.ts";

/**
 * Settles where this console keeps its data, before anything else reads or locks it: `--user-data-dir`, or where the
 * other shells keep theirs too. Chromium's own files go into a folder below. Answers the folder.
 */
export function settleDataFolder(): string {
  const asked = app.commandLine.getSwitchValue("user-data-dir");
  const facts = { platform: process.platform, env: process.env, home: homedir() };
  const folder = asked === "" ? dataHome(facts) : resolve(asked);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath("userData", folder);
  app.setPath("sessionData", join(folder, "browser"));
  return folder;
}
