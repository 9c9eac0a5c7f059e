import { defineConfig } from "@playwright/test";

// The same journey in both shells: real Electron, and Debian's Chromium on the browser shell. `npm test` gives both
// a display. One at a time: the journeys measure, and two browsers on two cores would measure each other.
export default defineConfig({
  testDir: "test/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  timeout: 90_000,
  forbidOnly: true,
  reporter: "list",
  use: { trace: "retain-on-failure", viewport: { width: 1440, height: 900 } },
  projects: [
    { name: "electron", testIgnore: "browser-*.spec.ts", metadata: { shell: "desktop" } },
    { name: "browser", testIgnore: "desktop-*.spec.ts", metadata: { shell: "browser" } },
  ],
});
