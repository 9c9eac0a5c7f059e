import { expect, test } from "vitest";
import { hostileRows } from "../servers/hostile/rows.ts";
import type { HostileRow } from "../servers/hostile/row.ts";
import { runRows } from "./run-rows.ts";

/** One test of a set of rows: every row right, within its bars, and the invariants held. */
export function describeRows(title: string, rows: readonly HostileRow[], timeout: number): void {
  test(`${title}: ${rows.length} rows`, { timeout }, async () => {
    const { ends, complaints } = await runRows(rows);
    const wrong = ends.flatMap(({ row, complaints: own }) => own.map((said) => `${row.id} ${row.title}: ${said}`));
    expect([...wrong, ...complaints]).toEqual([]);
    expect(ends.length).toBe(rows.length);
  });
}

/** The test of one group of `hostile-servers.md`. */
export function describeGroup(group: string): void {
  describeRows(
    `group ${group}`,
    hostileRows.filter(({ id }) => id.startsWith(group)),
    400_000,
  );
}
