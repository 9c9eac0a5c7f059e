// `npm test`: everything, on a machine that had nothing but Node and npm. Ends with `N passed, N failed`.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { prepareMachine } from "./machine.ts";
import { prepareElectron } from "./prepare-electron.ts";
import { numberBefore, staticChecks, vitest } from "./static-checks.ts";
import { root, run, runAll, say, total, type Count, type Task, type TaskEnd } from "./task.ts";

const startedAt = performance.now();
const electron = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? (await prepareElectron());
prepareMachine(electron);

/** `12 passed, 0 failed`, as the conformance run says it; Playwright leaves out what is zero. */
const lastCount = (output: string): Count => ({
  passed: numberBefore("passed", output),
  failed: numberBefore("failed", output),
});

const minutes = (count: number): number => count * 60_000;
const journeys: Task = {
  name: "journeys",
  command: [
    "xvfb-run",
    "-a",
    "--server-args=-screen 0 1440x900x24",
    process.execPath,
    "node_modules/@playwright/test/cli.js",
    "test",
  ],
  env: { ELECTRON_OVERRIDE_DIST_PATH: electron },
  count: lastCount,
  limitMs: minutes(18),
  live: true,
};
const conformance: Task = {
  name: "conformance",
  command: ["node", "test/conformance/run.mjs"],
  count: lastCount,
  limitMs: minutes(8),
};

// Every row of the hostile suite, alone on the machine: its bars are about delays.
const hostile: Task = {
  name: "hostile",
  command: ["node", "test/hostile/run.ts"],
  count: lastCount,
  limitMs: minutes(12),
  live: true,
};

// First of all, since the command line is also tested as it was built.
const build = await run({ name: "build", command: ["npm", "run", "build"] });
const ends: TaskEnd[] = [build, await runAll(staticChecks)];
if (existsSync(join(root, "test/peers"))) ends.push(await run({ ...vitest("peers", ["peers"]), limitMs: minutes(8) }));
ends.push(
  await run({
    ...vitest("hostile more", ["hostile"]),
    command: ["node", "node_modules/vitest/vitest.mjs", "run", "--project", "hostile", "fuzz", "cli", "together"],
    limitMs: minutes(8),
  }),
);
ends.push(await run(hostile));
if (existsSync(join(root, "test/conformance/run.mjs"))) ends.push(await run(conformance));
// Journeys of a build that failed would only tell about the one before it.
if (build.ok) ends.push(await run(journeys));

const { passed, failed, ok, failures } = total(ends);
// Once more at the end: a log of thousands of lines is read from there.
for (const failure of failures) say(`\n${failure}`);
say(`\n${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = ok ? 0 : 1;
