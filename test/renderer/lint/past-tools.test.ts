import { expect, test } from "vitest";
import { earlierLists } from "#renderer/api/lint/past-tools.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";

const snapshot = (id: string, tools: readonly JsonObject[]): Snapshot => ({
  id,
  serverId: "s1",
  takenAt: "2026-11-22T10:00:00.000Z",
  listHash: id,
  facts: {
    era: "modern",
    transport: "streamable-http",
    protocolVersion: "2026-07-28",
    serverInfo: {},
    capabilities: {},
    declaredCapabilities: {},
    rungs: [],
    warnings: [],
  },
  tools: tools.map((raw, position) => ({
    position,
    hash: `${id}${position}`,
    name: raw["name"] as string,
    raw,
  })),
  malformed: [],
  pages: 1,
  timings: { connectMs: 1, listMs: 1, totalMs: 2, requests: 2 },
});

test("of many runs only those with another list are looked into", () => {
  const run = (id: string, listHash: string): DiscoveryRun => ({
    id,
    serverId: "s1",
    startedAt: "2026-11-22T10:00:00.000Z",
    totalMs: 1,
    outcome: {
      state: "listed",
      listHash,
      tools: 1,
      malformed: 0,
      transport: "sse",
      protocolVersion: "2025-11-25",
      changed: false,
    },
  });
  const runs = [run("5", "b"), run("4", "b"), run("3", "a"), run("2", "a"), run("1", "z")];
  expect(earlierLists(runs, snapshot("b", []), 5)).toEqual(["3", "1"]);
  expect(earlierLists(runs, { ...snapshot("a", []), id: "2" }, 5)).toEqual(["1"]);
});
