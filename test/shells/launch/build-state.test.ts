import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isStale } from "../../../electron/launch/build-state.ts";

/** A checkout with one source file of the year 2020 and one of 2021. */
async function checkout(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "preflight-checkout-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await write(root, "shared/base/a.ts", "2020-01-01");
  await write(root, "renderer/src/b.ts", "2021-01-01");
  return root;
}

const outputs = ["out/main/index.js", "out/preload/index.cjs", "out/renderer/index.html", "out/cli/preflight.js"];

async function build(root: string): Promise<void> {
  for (const output of outputs) await write(root, output, "2022-01-01");
}

async function write(root: string, path: string, day: string): Promise<void> {
  await mkdir(join(root, path, ".."), { recursive: true });
  await writeFile(join(root, path), "x");
  await utimes(join(root, path), new Date(day), new Date(day));
  for (let folder = join(path, ".."); folder !== "."; folder = join(folder, ".."))
    await utimes(join(root, folder), new Date(day), new Date(day));
}

test("a checkout that was never built is stale", async () => {
  expect(isStale(await checkout())).toBe(true);
});

test("a build after the last change is fresh", async () => {
  const root = await checkout();
  await build(root);
  expect(isStale(root)).toBe(false);
});

test("a change after the build makes it stale", async () => {
  const root = await checkout();
  await build(root);
  await write(root, "shared/base/c.ts", "2023-01-01");
  expect(isStale(root)).toBe(true);
});

test("a change of the lock file makes it stale", async () => {
  const root = await checkout();
  await build(root);
  await write(root, "package-lock.json", "2023-01-01");
  expect(isStale(root)).toBe(true);
});

test("a build of which a part is missing is stale", async () => {
  const root = await checkout();
  await build(root);
  await rm(join(root, "out/preload"), { recursive: true });
  expect(isStale(root)).toBe(true);
});
