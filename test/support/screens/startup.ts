import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Browser } from "@playwright/test";
import { launchChromium } from "./launch.ts";

/*
 * How long from asking for the page until the tools of a stored server are listed, on the built browser shell
 * (`npm run build` first) with its real database. Prints each of five cold pages (a new browser context each).
 * `node test/support/screens/startup.ts`
 */
const data = await mkdtemp(join(tmpdir(), "preflight-startup-"));
const env = { ...process.env, PREFLIGHT_HOME: data };
const browser = await launchChromium();
try {
  await withShell(async (link) => {
    const page = await browser.newPage();
    await page.goto(link());
    await page.getByRole("button", { name: "Start Customer success" }).click();
    await page.getByRole("option", { name: "search_tickets" }).waitFor();
    await page.close();
  });
  for (let round = 0; round < 5; round += 1) await withShell((link) => measure(browser, link()));
} finally {
  await browser.close();
  await rm(data, { recursive: true, force: true });
}

async function measure(chromium: Browser, link: string): Promise<void> {
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  const start = performance.now();
  await page.goto(link, { waitUntil: "commit" });
  await page.getByRole("option", { name: "search_tickets" }).waitFor();
  const listed = Math.round(performance.now() - start);
  await page.locator(".monaco-editor .view-line").first().waitFor();
  const editable = Math.round(performance.now() - start);
  console.log(`tools listed after ${listed} ms, arguments editable after ${editable} ms`);
  await page.close();
}

/** Starts the shell, hands over its link, and ends it. */
async function withShell(use: (link: () => string) => Promise<void>): Promise<void> {
  const shell = spawn(process.execPath, ["out/web/index.js"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const begun = performance.now();
  for await (const line of createInterface({ input: shell.stdout })) {
    const link = /https?:\/\/\S+/.exec(line)?.[0];
    if (link === undefined) continue;
    console.log(`shell ready after ${Math.round(performance.now() - begun)} ms`);
    await use(() => link);
    break;
  }
  shell.kill("SIGTERM");
  if (shell.exitCode === null) await once(shell, "exit");
}
