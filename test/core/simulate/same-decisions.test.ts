import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, it } from "vitest";
import { simulateBudgets } from "#core/simulate/simulate-budgets.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { decideAll, manyTools, manyTurns } from "../../shared/converse/simulate/many-turns.ts";

const hash = (decisions: readonly string[]): string => createHash("sha256").update(decisions.join("\n")).digest("hex");
const here = decideAll();

it("the turns differ in what is decided, so that their bytes say something", () => {
  expect(here).toHaveLength(144);
  expect(new Set(here).size).toBeGreaterThan(100);
  const kinds = new Set(here.map((one) => (JSON.parse(one) as { readonly decision: string }).decision));
  expect([...kinds].toSorted()).toEqual(["answer", "ask", "call"]);
});

it("what was decided before changes no decision", () => {
  expect(hash([...decideAll(manyTurns.toReversed())].toReversed())).toBe(hash(here));
});

it("two other processes decide the same, byte for byte", () => {
  const script = `const { decideAll } = await import("./test/shared/converse/simulate/many-turns.ts");
const { createHash } = await import("node:crypto");
console.log(createHash("sha256").update(decideAll().join("\\n")).digest("hex"));`;
  for (const language of ["C", "de_DE.UTF-8"]) {
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: join(import.meta.dirname, "../../.."),
      encoding: "utf8",
      env: { ...process.env, LC_ALL: language, TZ: language === "C" ? "UTC" : "Asia/Tokyo" },
    });
    expect(run.stdout.trim()).toBe(hash(here));
  }
});

it("a worker decides the same, byte for byte", async () => {
  const never = new AbortController().signal;
  const open = createSimulatedModels({ ...simulateBudgets, toolsHere: 0 });
  const tools = manyTools.map(({ name, description = "", inputSchema }) => ({ name, description, inputSchema }));
  const model = await open(tools, never);
  const decided: string[] = [];
  for (const utterance of manyTurns) decided.push(JSON.stringify(await model.decide({ utterance }, never)));
  expect(hash(decided)).toBe(hash(here));
  await model.close();
});
