// `npm run dev:web`: the browser shell with a rebuild after each change. The page is reloaded by hand; when the
// Node side changes, the shell starts again on the same port and prints a new link.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { resolveConfig } from "electron-vite";
import { build, mergeConfig, type InlineConfig, type Plugin } from "vite";
import { projectRoot, say } from "./run.ts";

const port = process.argv[2] ?? "4600";
let shell: ChildProcess | undefined;
let built = 0;

function restart(): void {
  shell?.kill();
  shell = spawn(process.execPath, [join(projectRoot, "out/web/index.js"), "--port", port], { stdio: "inherit" });
}

/** Tells when a watched build has been written. */
const told = (whenBuilt: () => void): Plugin => ({ name: "preflight:told", writeBundle: whenBuilt });

const { config } = await resolveConfig({ root: projectRoot, logLevel: "warn" }, "build", "production");
for (const part of ["main", "renderer"] as const) {
  const whenBuilt = (): void => {
    built += 1;
    if (built === 1) say("Building ...");
    else if (built === 2 || part === "main") restart();
  };
  await build(
    mergeConfig(config?.[part] ?? {}, {
      build: { watch: {}, emptyOutDir: false },
      plugins: [told(whenBuilt)],
    }) as InlineConfig,
  );
}
process.on("SIGINT", () => {
  shell?.kill();
  process.exit(0);
});
