import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], environment: "node" | "jsdom" = "node") => ({
  extends: true as const,
  test: { name, include, environment },
});

const pure = (name: string, include: string[]) => ({
  extends: true as const,
  test: { name, include, environment: "node" as const, isolate: false },
});

// One project a room family. Journeys (`*.spec.ts`) belong to Playwright.
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // For the processes that tests start from source (store children, hosts of servers).
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "preflight-compile-cache") },
    projects: [
      // Pure functions leave nothing behind: their files share one module graph, which halves what they cost.
      pure("pure", ["test/shared/**/*.test.ts", "test/architecture/**/*.test.ts"]),
      project("core", ["test/core/**/*.test.ts", "test/resources/**/*.test.ts"]),
      project("contract", ["test/contract/**/*.test.ts"]),
      project("shells", ["test/shells/**/*.test.ts"]),
      {
        ...project("renderer", ["test/renderer/**/*.test.{ts,tsx}"], "jsdom"),
        resolve: { alias: { "#renderer/editor/monaco.ts": join(import.meta.dirname, "test/support/no-monaco.ts") } },
      },
      project("hostile", ["test/hostile/**/*.test.ts"]),
      project("peers", ["test/peers/**/*.test.ts"]),
    ],
  },
});
