import { formatAge } from "#renderer/ui/format.ts";
import type { SuiteRunRow } from "#shared/contract/suite.ts";

/** A run in one line: how it went, on what, and when. `now` in milliseconds. */
export function sayRun({ title, passed, failed, startedAt, repeats }: SuiteRunRow, now: number): string {
  const times = repeats === 1 ? "" : `, ${repeats} times each`;
  return `${passed.toLocaleString("en")} of ${(passed + failed).toLocaleString("en")} · ${title}${times} · ${formatAge(Date.parse(startedAt), now)}`;
}
