// The hostile suite as a program: `node test/hostile/run.ts [--group A,B] [--row A7] [--quick] [--shard 1/3]`.
// Prints a table, and as its last line `N passed, N failed`.
import { hostileRows } from "../servers/hostile/rows.ts";
import { runRows } from "./run-rows.ts";
import type { RowEnd } from "./run-row.ts";
import { chosenRows } from "./choose-rows.ts";

const line = ({ row, complaints, cost, code, phase, requests }: RowEnd): string =>
  [
    complaints.length === 0 ? "✓" : "✕",
    row.id.padEnd(6),
    row.title.slice(0, 58).padEnd(58),
    (code === "" ? "works" : code).padEnd(30),
    phase.padEnd(9),
    `${Math.round(cost.ms)} ms`.padStart(9),
    `loop ${Math.round(cost.loopMaxMs)}/${Math.round(cost.loopP99Ms)}`.padStart(13),
    `${cost.grownMiB >= 0 ? "+" : ""}${Math.round(cost.grownMiB)} MiB`.padStart(9),
    `${requests} req`.padStart(8),
    ...complaints.map((said) => `\n      ${said}`),
  ].join(" ");

const rows = chosenRows(hostileRows, process.argv.slice(2));
const { ends, complaints } = await runRows(rows, (end) => process.stdout.write(`${line(end)}\n`));
for (const said of complaints) process.stdout.write(`✕ ${said}\n`);
const groups = new Map<string, { passed: number; failed: number }>();
for (const { row, complaints: own } of ends) {
  const group = groups.get(row.id.slice(0, 1)) ?? { passed: 0, failed: 0 };
  groups.set(row.id.slice(0, 1), group);
  if (own.length === 0) group.passed += 1;
  else group.failed += 1;
}
process.stdout.write(
  `\n${[...groups].map(([name, { passed, failed }]) => `${name} ${passed}/${passed + failed}`).join("  ")}\n`,
);
const passed = ends.filter((end) => end.complaints.length === 0).length + (complaints.length === 0 ? 1 : 0);
const failed = ends.filter((end) => end.complaints.length > 0).length + (complaints.length === 0 ? 0 : 1);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
