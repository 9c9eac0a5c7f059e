import { describe, expect, it } from "vitest";
import { formatAge, formatBytes, formatCount, formatDuration } from "#renderer/ui/format.ts";

describe("how numbers are written", () => {
  it("writes spans of time with the unit that fits", () => {
    expect([0, 128.4, 999, 999.6, 1234, 59_949, 59_950, 125_000].map(formatDuration)).toEqual([
      "0 ms",
      "128 ms",
      "999 ms",
      "1.0 s",
      "1.2 s",
      "59.9 s",
      "1 min",
      "2 min 5 s",
    ]);
  });

  it("writes sizes in powers of a thousand", () => {
    expect([0, 812, 4100, 999_949, 999_950, 2_300_000, 1e9].map(formatBytes)).toEqual([
      "0 B",
      "812 B",
      "4.1 kB",
      "999.9 kB",
      "1.0 MB",
      "2.3 MB",
      "1.0 GB",
    ]);
  });

  it("writes ages, and a clock that runs ahead is no age", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const ago = (seconds: number): string => formatAge(now - seconds * 1000, now);
    expect([-5, 0, 12, 300, 3 * 3600, 86_400, 3 * 86_400].map(ago)).toEqual([
      "just now",
      "just now",
      "12 s ago",
      "5 min ago",
      "3 h ago",
      "yesterday",
      "3 days ago",
    ]);
  });

  it("writes counts with their word", () => {
    expect([formatCount(1, "tool"), formatCount(10_000, "tool"), formatCount(0, "entry", "entries")]).toEqual([
      "1 tool",
      "10,000 tools",
      "0 entries",
    ]);
  });
});
