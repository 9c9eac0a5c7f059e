import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Locator, type Page } from "@playwright/test";
import type { Store } from "#core/store-port.ts";
import { openStore } from "#core/store/open-store.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built browser shell on a real database, open in Chromium. */
export interface Opened {
  readonly page: Page;
  /** From the start of the shell's process to what was waited for, in milliseconds. */
  readonly startMs: number;
  readonly close: () => Promise<void>;
}

/** Starts the shell on a data folder and opens its page; `shown` is what ends the start. */
export async function openShell(home: string, browser: Browser, shown: (page: Page) => Locator): Promise<Opened> {
  const started = performance.now();
  const shell = spawn(process.execPath, [join(root, "out/web/index.js")], {
    env: { ...process.env, PREFLIGHT_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const link = await linkOf(shell);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(link);
  await shown(page).first().waitFor();
  const startMs = performance.now() - started;
  return {
    page,
    startMs,
    async close() {
      await context.close();
      shell.kill("SIGTERM");
      await once(shell, "exit");
    },
  };
}

async function linkOf(shell: ChildProcess): Promise<string> {
  if (shell.stdout === null) throw new Error("the shell has no output");
  for await (const line of createInterface({ input: shell.stdout })) {
    const link = /http:\/\/\S+/.exec(line)?.[0];
    if (link !== undefined) return link;
  }
  throw new Error("the shell ended without a link");
}

/** Fills a database, then measures the built window on it. */
export async function withWindow<T>(
  fill: (store: Store) => Promise<void>,
  measure: (home: string, browser: Browser) => Promise<T>,
): Promise<T> {
  if (!existsSync(join(root, "out/web/index.js"))) throw new Error("there is no build: npm run build");
  const home = await mkdtemp(join(tmpdir(), "preflight-bench-window-"));
  const browser = await chromium.launch({
    executablePath: process.env["PREFLIGHT_CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const store = await openStore({ folder: home });
    if (!store.ok) throw new Error(`the database cannot be opened: ${JSON.stringify(store.error)}`);
    await fill(store.value);
    return await measure(home, browser);
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Where a share of the values lies: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
