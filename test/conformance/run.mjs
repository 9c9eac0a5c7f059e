// Runs the official conformance suite's client scenarios against our gateway, for both wire eras.
// `node test/conformance/run.mjs [VERSION...]`; closes with "N passed, N failed" and exits 1 on a failure that is not
// expected, or on an expected one that passes. One scenario a process, two at a time: the suite's own all-at-once run
// starves its clients of processor time on a small machine and times them out.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const suite = join(root, "node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js");
const client = `${process.execPath} ${join(here, "adapter.ts")}`;
const AT_ONCE = 2;

const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ["2025-11-25", "2026-07-28"];
let passed = 0;
let failed = 0;

for (const version of versions) {
  const began = performance.now();
  const expected = new Set(expectedFailures(version));
  const queue = scenariosOf(version);
  if (queue.length === 0) throw new Error(`the suite lists no client scenario for ${version}`);
  const unknown = [...expected].filter((name) => !queue.includes(name));
  const tally = { passed: 0, expected: 0, failed: 0 };
  for (const name of unknown) {
    tally.failed += 1;
    console.log(`✗ ${version} ${name}: expected to fail, but the suite does not know it`);
  }
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const { ok, output } = await runScenario(name, version);
      const isExpected = expected.has(name);
      if (ok && !isExpected) {
        tally.passed += 1;
        console.log(`✓ ${version} ${name}`);
      } else if (!ok && isExpected) tally.expected += 1;
      else {
        tally.failed += 1;
        console.log(`✗ ${version} ${name}: ${ok ? "passes, but is listed as an expected failure" : "failed"}`);
        if (!ok) console.log(output.slice(-3000));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${version}: ${tally.passed} passed, ${tally.expected} failed as expected (authorization), ${tally.failed} failed, ${seconds} s`,
  );
  passed += tally.passed;
  failed += tally.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function expectedFailures(version) {
  const text = readFileSync(join(here, `expected-failures-${version}.yml`), "utf8");
  return [...text.matchAll(/^ +- (\S+)$/gm)].map((match) => match[1]);
}

function scenariosOf(version) {
  const listed = spawnSync(process.execPath, [suite, "list", "--client", "--spec-version", version], {
    encoding: "utf8",
  });
  return [...listed.stdout.matchAll(/^ +- (\S+)/gm)].map((match) => match[1]);
}

function runScenario(name, version) {
  return new Promise((resolve) => {
    const folder = join(root, ".conformance", version);
    const args = [suite, "client", "--command", client, "--scenario", name, "--spec-version", version, "-o", folder];
    const child = spawn(process.execPath, args, { cwd: root });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
