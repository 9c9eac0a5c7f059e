import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

test(
  "the package's command starts as a program of its own, and builds what it starts",
  { timeout: 120_000 },
  async () => {
    const about = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      readonly version: string;
      readonly bin: { readonly preflight: string };
    };
    const { stdout } = await promisify(execFile)(join(root, about.bin.preflight), ["--version"]);
    expect(stdout.trim()).toBe(about.version);
  },
);
