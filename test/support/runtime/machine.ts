import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "./task.ts";

/** Debian's packages; where releases differ in a name, the newer one first. */
const packages: readonly (readonly string[])[] = [
  ["chromium"],
  ["curl"],
  ["xvfb"],
  ["xauth"],
  ["libgtk-3-0t64", "libgtk-3-0"],
  ["libnss3"],
  ["libasound2t64", "libasound2"],
  ["libgbm1"],
  ["libxss1"],
  ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"],
  ["libcups2t64", "libcups2"],
  ["libdrm2"],
  ["libxkbcommon0"],
  ["libsecret-1-0"],
  ["libnotify4"],
  ["dbus"],
  ["dbus-x11"],
  ["gnome-keyring"],
  ["fonts-dejavu-core"],
];

const programs = ["chromium", "curl", "Xvfb", "xvfb-run", "xauth", "dbus-run-session", "gnome-keyring-daemon"];

/**
 * Sees to it that a browser, a display and Electron's libraries are there. As root on Debian it installs what is
 * missing; anywhere else it throws with the line to run. `electron` is the folder of the Electron for the tests.
 */
export function prepareMachine(electron: string): void {
  const before = missing(electron);
  if (before.length === 0) return;
  say(`Missing on this machine: ${before.join(", ")}.`);
  if (!existsSync("/usr/bin/apt-get"))
    throw new Error("Install these with this system's package manager, then run npm test again.");
  const apt = (args: readonly string[]): void => {
    execFileSync("apt-get", [...args], {
      stdio: ["ignore", 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  };
  const install = ["install", "-y", "--no-install-recommends"];
  if (process.getuid?.() !== 0)
    throw new Error(`Run this line, then npm test again:\n  sudo apt-get ${[...install, ...known()].join(" ")}`);
  apt(["update"]);
  apt([...install, ...known()]);
  const after = missing(electron);
  if (after.length > 0) throw new Error(`Still missing after the installation: ${after.join(", ")}.`);
}

/** Programs that are not on the path, and libraries that Electron's loader does not find. */
function missing(electron: string): readonly string[] {
  const folders = (process.env["PATH"] ?? "").split(":");
  const absent = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  const { stdout } = spawnSync("ldd", [join(electron, "electron")], { encoding: "utf8" });
  return [...absent, ...[...stdout.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? "")];
}

/** Of each package, the first name that this release has. */
function known(): readonly string[] {
  return packages.map(
    (names) =>
      names.find((name) => spawnSync("apt-cache", ["show", name], { stdio: "ignore" }).status === 0) ?? names[0] ?? "",
  );
}
