import { describe, expect, test } from "vitest";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile, profiles } from "#shared/platform/profiles.ts";
import { reachability } from "#shared/platform/reachability.ts";
import { registrationVerdict } from "#shared/platform/verdict.ts";

const run = (outcome: DiscoveryRun["outcome"], totalMs = 120): DiscoveryRun => ({
  id: "r",
  serverId: "s",
  startedAt: "2026-11-22T10:00:00Z",
  totalMs,
  outcome,
});
const listed = (tools: number, malformed = 0, more: { incomplete?: string } = {}): DiscoveryRun =>
  run({
    state: "listed",
    listHash: "h",
    tools,
    malformed,
    transport: "streamable-http",
    protocolVersion: "2025-11-25",
    changed: false,
    ...more,
  });
const failed = (said: string): DiscoveryRun =>
  run({
    state: "failed",
    error: { kind: "unreachable", code: "E_X", phase: "tls", said, evidence: "", retriable: true, next: "" },
  });
const snapshot = (malformed: Snapshot["malformed"]): Snapshot => ({
  id: "r",
  serverId: "s",
  takenAt: "2026-11-22T10:00:00Z",
  listHash: "h",
  facts: {
    era: "legacy",
    transport: "sse",
    protocolVersion: "2025-06-18",
    serverInfo: {},
    capabilities: {},
    declaredCapabilities: {},
    rungs: [],
    warnings: [],
  },
  tools: [],
  malformed,
  pages: 1,
  timings: { connectMs: 1, listMs: 1, totalMs: 2, requests: 2 },
});
const maskedUrl = "https://mcp.acme.com/v1?token=••••";
const verdict = (server: Parameters<typeof registrationVerdict>[0]) => registrationVerdict(server, insighto);

describe("the registration verdict", () => {
  test("counts the tools of a good list and says how long it took", () => {
    expect(verdict({ run: listed(13), maskedUrl })).toEqual({
      tone: "good",
      registers: 13,
      advertised: 13,
      sentence: "A conversation started now would register 13 tools",
      ms: 120,
    });
    expect(verdict({ run: listed(1), maskedUrl }).sentence).toBe("A conversation started now would register 1 tool");
  });

  test("says that a failed discovery is silent", () => {
    expect(verdict({ run: failed("The certificate expired on 3 November."), maskedUrl })).toMatchObject({
      tone: "stopped",
      registers: 0,
      sentence:
        "A conversation started now would register zero tools, and would not say so: the certificate expired on 3 November",
    });
  });

  test("names the malformed entry and what strict clients do", () => {
    const malformed = [{ position: 3, hash: "x", name: "lookup", reason: "inputSchema is missing", raw: {} }];
    expect(verdict({ run: listed(12, 1), snapshot: snapshot(malformed), maskedUrl })).toMatchObject({
      tone: "attention",
      registers: 12,
      advertised: 13,
      sentence:
        "A conversation started now would register 12 of 13: `lookup` is malformed (inputSchema is missing); some clients would drop the whole list",
    });
    expect(verdict({ run: listed(12, 2), maskedUrl }).sentence).toContain("12 of 14: 2 entries are malformed;");
  });

  test("puts policy before discovery: http:// registers nothing on a public host", () => {
    expect(verdict({ run: listed(13), maskedUrl: "http://mcp.acme.com/v1" })).toMatchObject({
      tone: "stopped",
      registers: 0,
      advertised: 13,
      sentence: expect.stringContaining("zero tools, and would not say so: Insighto accepts https:// only"),
    });
  });

  test("marks loopback as only here", () => {
    expect(verdict({ run: listed(7), maskedUrl: "http://127.0.0.1:4000/mcp" })).toMatchObject({
      tone: "good",
      registers: 7,
      reason: "only from here: Insighto cannot reach a loopback address",
    });
  });

  test("does not presume", () => {
    expect(verdict({ maskedUrl })).toMatchObject({ tone: "attention", registers: 0, sentence: "Not discovered yet" });
    expect(verdict({ run: run({ state: "running" }), maskedUrl }).sentence).toBe("Discovering now");
    expect(verdict({ run: listed(0), maskedUrl })).toMatchObject({
      tone: "attention",
      reason: "the server lists none",
    });
    expect(verdict({ run: listed(200, 0, { incomplete: "Page 3 timed out." }), maskedUrl }).sentence).toContain(
      "at least 200 tools: the list is incomplete (page 3 timed out)",
    );
  });

  test("does not claim silence for a platform of which it is not known", () => {
    const vscode = findProfile("vscode") ?? insighto;
    expect(vscode).not.toBe(insighto);
    expect(registrationVerdict({ run: failed("No."), maskedUrl }, vscode).sentence).not.toContain("would not say so");
  });
});

test("every profile dates and sources each limit and fact", () => {
  expect(profiles[0]).toBe(insighto);
  for (const profile of profiles) {
    for (const { source, date } of [profile, ...profile.limits, ...profile.facts]) {
      expect(source).not.toBe("");
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  }
});

test("reachability counts finished runs and times the successful ones", () => {
  const times = Array.from({ length: 20 }, (_, index) => run(listed(1).outcome, index + 1));
  expect(reachability([...times, failed("x"), run({ state: "running" }), run({ state: "interrupted" })])).toEqual({
    runs: 21,
    succeeded: 20,
    rate: 20 / 21,
    p50Ms: 10,
    p95Ms: 19,
  });
  expect(reachability([])).toEqual({ runs: 0, succeeded: 0 });
});
