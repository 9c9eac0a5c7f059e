import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPeer } from "../peers/start-peer.ts";
import type { BenchFigure } from "./figure.ts";

const RUNS = 12;
const root = join(import.meta.dirname, "..", "..");
const OURS = join(root, "out", "cli", "preflight.js");
const INSPECTOR = join(root, "node_modules", ".bin", "mcp-inspector");

/**
 * Whole-process time of our built command line against the official Inspector's, on the same server-everything, in one
 * paired run: the two alternate, so that what else the machine does meets both. Medians; the ratio is what counts.
 */
export async function run(): Promise<BenchFigure[]> {
  if (!existsSync(OURS)) throw new Error("out/cli/preflight.js is not there: npm run build");
  const peer = await startPeer("everything");
  const home = await mkdtemp(join(tmpdir(), "preflight-bench-cli-"));
  const url = `${peer.origin}/mcp`;
  const inspector = ["--cli", url, "--transport", "http", "--method"];
  try {
    return [
      ...(await pair(
        "tools",
        home,
        [process.execPath, OURS, "tools", url, "--json"],
        [process.execPath, INSPECTOR, ...inspector, "tools/list"],
      )),
      ...(await pair(
        "call",
        home,
        [process.execPath, OURS, "call", url, "echo", "--args", '{"message":"hello"}', "--json"],
        [process.execPath, INSPECTOR, ...inspector, "tools/call", "--tool-name", "echo", "--tool-arg", "message=hello"],
      )),
    ];
  } finally {
    await peer.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function pair(
  name: string,
  home: string,
  ours: readonly string[],
  theirs: readonly string[],
): Promise<BenchFigure[]> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let at = -1; at < RUNS; at += 1) {
    const one = await timed(ours, home);
    const other = await timed(theirs, home);
    if (at < 0) continue; // the first run of each fills the caches that every later run finds
    times.ours.push(one);
    times.theirs.push(other);
  }
  const [mine, other] = [median(times.ours), median(times.theirs)];
  return [
    { name: `cli: preflight ${name}, median of ${RUNS} runs`, value: Math.round(mine), unit: "ms" },
    { name: `cli: Inspector CLI ${name}, median of ${RUNS} runs`, value: Math.round(other), unit: "ms" },
    { name: `cli: ratio of ${name}`, value: Math.round((mine / other) * 1000) / 1000, unit: "", bar: 0.6 },
  ];
}

function timed([command = "", ...args]: readonly string[], home: string): Promise<number> {
  const began = performance.now();
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PREFLIGHT_HOME: home, NODE_OPTIONS: "" },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const done = code === 0 && output.includes("echo"); // a fast failure is no figure
      if (done || output.includes("Echo")) resolve(performance.now() - began);
      else reject(new Error(`${args.slice(0, 2).join(" ")} ended with ${code}:\n${output.slice(0, 500)}`));
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

if (import.meta.main) for (const { name, value, unit } of await run()) console.log(`${name}: ${value} ${unit}`);
