import type { Count, Task } from "./task.ts";

/** What Vitest says at its end: `Tests  2 failed | 37 passed (39)`. */
export function vitestCount(output: string): Count | undefined {
  const line = /^\s*Tests\s+(.*)$/mu.exec(output)?.[1];
  return line === undefined
    ? undefined
    : { passed: numberBefore("passed", line), failed: numberBefore("failed", line) };
}

/** The number before the last occurrence of a word; 0 where there is none. */
export function numberBefore(word: string, text: string): number {
  return Number([...text.matchAll(new RegExp(`(\\d+) ${word}`, "gu"))].at(-1)?.[1] ?? 0);
}

export const vitest = (name: string, projects: readonly string[]): Task => ({
  name,
  command: ["node", "node_modules/vitest/vitest.mjs", "run", ...projects.flatMap((project) => ["--project", project])],
  count: vitestCount,
});

/** What needs no browser and no display; the longest first. */
const withoutUnit: readonly Task[] = [
  { name: "types", command: ["node", "node_modules/@typescript/native/bin/tsc", "-b"] },
  { name: "lint", command: ["node", "node_modules/oxlint/bin/oxlint", "--type-aware"] },
  {
    name: "rooms",
    command: [
      "node",
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      "--config",
      ".dependency-cruiser.mjs",
      "shared",
      "electron",
      "renderer",
      "resources",
    ],
  },
  { name: "dead code", command: ["node", "node_modules/knip/bin/knip.js"] },
  { name: "format", command: ["node", "node_modules/oxfmt/bin/oxfmt", "--check", "."] },
];

/** What `npm test` begins with. */
export const staticChecks: readonly Task[] = [
  vitest("unit", ["pure", "core", "contract", "renderer", "shells"]),
  ...withoutUnit,
];

/**
 * What `npm run check` runs: the shells' tests start a process each, and are left to `npm test`. On every core; left to
 * itself Vitest keeps one free, which is half of a small machine.
 */
const quickUnit = vitest("unit", ["pure", "core", "contract", "renderer"]);
export const quickChecks: readonly Task[] = [
  { ...quickUnit, command: [...quickUnit.command, "--maxWorkers=100%"] },
  ...withoutUnit,
];
