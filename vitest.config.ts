import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], environment: "node" | "jsdom" = "node") => ({
  extends: true as const,
  test: { name, include, environment },
});

// One project a room family. Journeys (`*.spec.ts`) belong to Playwright.
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      project("pure", ["test/shared/**/*.test.ts", "test/architecture/**/*.test.ts"]),
      project("core", ["test/core/**/*.test.ts", "test/resources/**/*.test.ts"]),
      project("contract", ["test/contract/**/*.test.ts"]),
      project("shells", ["test/shells/**/*.test.ts"]),
      project("renderer", ["test/renderer/**/*.test.{ts,tsx}"], "jsdom"),
      project("hostile", ["test/hostile/**/*.test.ts"]),
      project("peers", ["test/peers/**/*.test.ts"]),
    ],
  },
});
