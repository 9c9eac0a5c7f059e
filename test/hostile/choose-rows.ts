import type { HostileRow } from "../servers/hostile/row.ts";

/** The rows that the arguments name: `--quick`, `--group A,B`, `--row A7,B33`, `--shard 1/3` (every third row). */
export function chosenRows(rows: readonly HostileRow[], args: readonly string[]): readonly HostileRow[] {
  const after = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const groups = after("--group")?.split(",");
  const ids = after("--row")?.split(",");
  const [index = 1, count = 1] = (after("--shard") ?? "1/1").split("/").map(Number);
  return rows
    .filter((row) => !args.includes("--quick") || row.quick === true)
    .filter((row) => groups === undefined || groups.includes(row.id.slice(0, 1)))
    .filter((row) => ids === undefined || ids.includes(row.id))
    .filter((_, at) => at % count === index - 1);
}
