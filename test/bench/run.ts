// `npm run bench [NAME...]`: runs every bench of this folder (or the named ones) and prints its figures with their bars.
// A bench is a file here that exports `run(): Promise<BenchFigure[]>`. Ends with 1 where a figure misses its bar.
import { readdir } from "node:fs/promises";
import type { BenchFigure } from "./figure.ts";

const asked = process.argv.slice(2);
const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".ts")).toSorted();
let missed = 0;
for (const file of files) {
  const name = file.replace(/\.ts$/, "");
  if (name === "run" || name === "figure" || (asked.length > 0 && !asked.includes(name))) continue;
  const bench = (await import(`./${file}`)) as { readonly run?: () => Promise<readonly BenchFigure[]> };
  if (bench.run === undefined) continue;
  try {
    const figures = await bench.run();
    missed += figures.filter(misses).length;
    console.log(figures.map(line).join("\n"));
  } catch (error) {
    missed += 1;
    console.log(`  failed  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(missed === 0 ? "every bar is met" : `${missed} missed`);
process.exitCode = missed === 0 ? 0 : 1;

function misses({ value, bar }: BenchFigure): boolean {
  return bar !== undefined && value > bar;
}

function line(figure: BenchFigure): string {
  const { name, value, unit, bar } = figure;
  const mark = bar === undefined ? "" : misses(figure) ? "MISSED" : "ok";
  const most = bar === undefined ? "" : `  (at most ${bar}${unit === "" ? "" : ` ${unit}`})`;
  return `${mark.padStart(8)}  ${name}: ${value}${unit === "" ? "" : ` ${unit}`}${most}`;
}
