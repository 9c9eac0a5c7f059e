// The hostile suite as a program: `node test/hostile/run.ts [--group A,B] [--row A7] [--quick] [--shard 1/3]`.
// Prints a table, and as its last line `N passed, N failed`.
import { loadavg } from "node:os";
import { hostileRows } from "../servers/hostile/rows.ts";
import { runRows } from "./run-rows.ts";
import type { RowEnd } from "./run-row.ts";
import { chosenRows } from "./choose-rows.ts";

const line = ({ row, complaints, firstTry, cost, code, phase, requests }: RowEnd): string =>
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
    ...(firstTry === undefined ? [] : ["  on second try"]),
    ...(firstTry ?? []).map((said) => `\n      first try: ${said}`),
    ...complaints.map((said) => `\n      ${said}`),
  ].join(" ");

const rows = chosenRows(hostileRows, process.argv.slice(2));
const { ends, complaints } = await runRows(rows, (end) => process.stdout.write(`${line(end)}\n`));
for (const said of complaints) process.stdout.write(`✕ ${said}\n`);
const groups = Object.groupBy(ends, ({ row }) => row.id.slice(0, 1));
process.stdout.write("\n");
for (const [name, own = []] of Object.entries(groups)) {
  const passed = own.filter((end) => end.complaints.length === 0).length;
  const second = own.filter((end) => end.firstTry !== undefined).length;
  process.stdout.write(`group ${name}: ${passed} of ${own.length} rows, ${second} on second try\n`);
}
process.stdout.write(`${Math.round(process.uptime())} s, load ${loadavg()[0]?.toFixed(1)}\n`);
const passed = ends.filter((end) => end.complaints.length === 0).length + (complaints.length === 0 ? 1 : 0);
const failed = ends.filter((end) => end.complaints.length > 0).length + (complaints.length === 0 ? 0 : 1);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
