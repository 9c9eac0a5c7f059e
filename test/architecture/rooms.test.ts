import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
    readonly totalCruised: number;
  };
  readonly modules: readonly { readonly source: string }[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));

const options = ["--config", ".dependency-cruiser.mjs", "--output-type", "json"];
const rooms = ["shared", "electron", "renderer", "resources"];

/** With the wrong TypeScript beside it, dependency-cruiser sees nothing and finds that in order: hence the floors. */
const floors: ReadonlyMap<string, number> = new Map([
  ["shared/", 20],
  ["electron/core/", 20],
  ["electron/main/", 10],
  ["electron/web/", 6],
  ["renderer/src/", 20],
]);

test("no room imports what the map forbids, and the cruise saw every room", { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", ...options, ...rooms],
    { cwd: root, maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { readonly stdout: string }) => error); // exits with the number of violations
  const cruise = JSON.parse(stdout) as Cruise;
  expect(cruise.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  for (const [room, floor] of floors) {
    const seen = cruise.modules.filter(({ source }) => source.startsWith(room)).length;
    expect(seen, `modules seen in ${room}`).toBeGreaterThanOrEqual(floor);
  }
});
