import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { _electron, expect, test, type ElectronApplication } from "@playwright/test";
import { build, type InlineConfig } from "vite";
import { contractChecks } from "../contract/contract-suite.ts";
import { electronRuntime, root, sandboxArgs } from "./console.ts";

const app = join(import.meta.dirname, "contract-app");
let folder: string;
let electron: ElectronApplication;

/** One of the three parts of the test program, as a single file. */
const part = (name: string, format: "es" | "cjs", file: string): InlineConfig => ({
  configFile: false,
  root,
  logLevel: "error",
  define: { "import.meta.env.DEV": "false" },
  ssr: { noExternal: true, external: ["electron"] },
  build: {
    ssr: true,
    target: "node20.18",
    outDir: folder,
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: join(app, `${name}.ts`),
      external: ["electron"],
      output: { format, entryFileNames: file, codeSplitting: false },
    },
  },
});

test.beforeAll(async () => {
  folder = await mkdtemp(join(root, ".electron-runtime/contract-app-"));
  await build(part("main", "es", "main.mjs"));
  await build(part("preload", "cjs", "preload.cjs"));
  await build(part("page", "es", "page.js"));
  await writeFile(join(folder, "index.html"), `<!doctype html><script type="module" src="./page.js"></script>`);
  electron = await _electron.launch({
    executablePath: electronRuntime,
    args: [join(folder, "main.mjs"), ...sandboxArgs, "--disable-gpu", `--user-data-dir=${join(folder, "data")}`],
  });
  await electron.firstWindow();
});

test.afterAll(async () => {
  await electron.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

for (const { name } of contractChecks) {
  test(`over Electron's ipc: ${name}`, async () => {
    const failure = await electron.evaluate(async (_electron, name) => {
      const { runCheck } = globalThis as unknown as { runCheck(name: string): Promise<void> };
      return await runCheck(name).then(
        () => undefined,
        (error: unknown) => String(error),
      );
    }, name);
    expect(failure).toBeUndefined();
  });
}
