import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { _electron, chromium, test as base, type Browser, type ElectronApplication, type Page } from "@playwright/test";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));
/** As root, Chromium's own sandbox cannot work; as anyone else it stays on. */
export const sandboxArgs: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
/** The Electron that `npm test` has made ready, or the one that the environment names. */
export const electronRuntime: string = join(
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(root, ".electron-runtime/33.2.1"),
  "electron",
);

/** A console in one of its shells, on a data folder of its own that outlives a restart. */
export interface ConsoleUnderTest {
  readonly shell: "desktop" | "browser";
  /** The data folder. */
  readonly home: string;
  readonly page: Page;
  /** Everything that the shell's process has printed so far. */
  readonly printed: string;
  /** The Electron application; undefined in the browser. */
  readonly electron: ElectronApplication | undefined;
  /** Ends the shell and starts it again on the same data; answers the new page. */
  restart(): Promise<Page>;
  close(): Promise<void>;
}

interface Opened {
  readonly page: Page;
  readonly electron?: ElectronApplication;
  readonly close: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly shell: "desktop" | "browser";
  readonly electronArgs?: readonly string[];
  /** Another Electron than the one made ready. */
  readonly executable?: string;
  readonly colorScheme?: "dark" | "light";
  /** More environment for the shell's process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Opens the built console. */
export async function openConsole(options: ConsoleOptions): Promise<ConsoleUnderTest> {
  const home = await mkdtemp(join(tmpdir(), "preflight-e2e-"));
  const printed: string[] = [];
  const open = async (): Promise<Opened> =>
    await (options.shell === "desktop" ? openDesktop(home, printed, options) : openBrowser(home, printed, options));
  let opened = await open();
  return {
    shell: options.shell,
    home,
    get page() {
      return opened.page;
    },
    get printed() {
      return printed.join("");
    },
    get electron() {
      return opened.electron;
    },
    async restart() {
      await opened.close();
      opened = await open();
      return opened.page;
    },
    async close() {
      await opened.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openDesktop(home: string, printed: string[], options: ConsoleOptions): Promise<Opened> {
  const electron = await _electron.launch({
    executablePath: options.executable ?? electronRuntime,
    args: [root, ...sandboxArgs, "--disable-gpu", ...(options.electronArgs ?? [])],
    cwd: root,
    env: { ...(process.env as Record<string, string>), PREFLIGHT_HOME: home, ...options.env },
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  const child = electron.process();
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data: Buffer) => printed.push(data.toString()));
  return { page: await electron.firstWindow(), electron, close: async () => await electron.close() };
}

async function openBrowser(home: string, printed: string[], options: ConsoleOptions): Promise<Opened> {
  const shell = spawn(process.execPath, [join(root, "out/web/index.js")], {
    cwd: root,
    env: { ...process.env, PREFLIGHT_HOME: home, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  shell.stderr.on("data", (data: Buffer) => printed.push(data.toString()));
  const link = await linkOf(shell, printed);
  const browser: Browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [...sandboxArgs, "--disable-gpu"],
  });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? "dark",
  });
  const page = await context.newPage();
  await page.goto(link);
  return {
    page,
    async close() {
      await browser.close();
      if (shell.exitCode !== null) return;
      shell.kill("SIGTERM");
      await once(shell, "exit");
    },
  };
}

/** The link that the browser shell prints. */
async function linkOf(shell: ChildProcess, printed: string[]): Promise<string> {
  if (shell.stdout === null) throw new Error("the shell's output is not piped");
  for await (const line of createInterface({ input: shell.stdout })) {
    printed.push(`${line}\n`);
    const link = /http:\/\/127\.0\.0\.1:\d+\/#t=\S+/u.exec(line)?.[0];
    if (link !== undefined) return link;
  }
  throw new Error(`the browser shell ended without a link:\n${printed.join("")}`);
}

interface Fixtures {
  readonly console: ConsoleUnderTest;
}

/** Playwright's `test`, with a console of the project's shell. */
export const test = base.extend<Fixtures>({
  console: async ({}, use, info) => {
    const shell = info.project.name === "electron" ? "desktop" : "browser";
    const console = await openConsole({ shell });
    await use(console);
    if (info.status !== info.expectedStatus) {
      await info.attach("printed by the shell", { body: console.printed });
      await info.attach("the window", { body: await console.page.screenshot(), contentType: "image/png" });
    }
    await console.close();
  },
});
