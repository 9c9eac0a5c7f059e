import { describe, expect, it } from "vitest";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { LatencyPlan } from "#core/diagnose/latency-step.ts";
import { modernList, modernServer, result, rpcError, text, tool } from "../../servers/faults/answers.ts";
import { startFaultServer, type FaultServer } from "../../servers/faults/fault-server.ts";
import { diagnosed } from "./diagnosed.ts";

const reads = { annotations: { readOnlyHint: true } };
const SPREAD = /^p50 \d+ ms, p95 \d+ ms \(n=2\)$/;

const serving = (tools: readonly unknown[], own: Parameters<typeof modernServer>[0] = {}): Promise<FaultServer> =>
  startFaultServer(modernServer({ "tools/list": (exchange) => result(exchange, modernList(tools)), ...own }));
const measured = async (url: string, latency: LatencyPlan): Promise<Diagnosis["steps"][number]> => {
  const step = (await diagnosed(url, { latency })).steps.find(({ id }) => id === "latency");
  if (step === undefined) throw new Error("no latency step");
  return step;
};
const plan = (name: string): LatencyPlan => ({ discoveries: 2, tool: { name, argumentsValue: { a: 1 } } });
const calls = ({ arrived }: FaultServer): number => arrived.filter(({ method }) => method === "tools/call").length;
/** The lines of the evidence, by what they are about. */
const lines = (evidence: string): ReadonlyMap<string, string> =>
  new Map(evidence.split("\n").map((line) => line.split(": ", 2) as [string, string]));

describe("the latency probe", () => {
  it("gives p50 and p95 of the connection, the first byte, the list, the discovery and a tool that only reads", async () => {
    await using server = await serving([tool("look", reads)]);
    const { verdict, fact, evidence } = await measured(server.url, plan("look"));
    expect(verdict).toBe("ok");
    expect(fact).toMatch(/^2 of 2 discoveries succeeded, p50 \d+ ms, p95 \d+ ms$/);
    const spans = lines(evidence);
    expect([...spans.keys()].slice(0, 6)).toEqual([
      "connect",
      "first byte",
      "tools/list",
      "discovery",
      "first byte of look",
      "call of look",
    ]);
    for (const spread of [...spans.values()].slice(0, 6)) expect(spread).toMatch(SPREAD);
    expect(evidence).toContain("2 of 2 calls completed");
    expect(calls(server)).toBe(2);
    expect(server.arrived.findLast(({ method }) => method === "tools/call")?.body).toContain('"arguments":{"a":1}');
  });

  it("asks at most once a second", async () => {
    await using server = await serving([tool("look", reads)]);
    const began = performance.now();
    await measured(server.url, { discoveries: 3 });
    expect(performance.now() - began).toBeGreaterThan(2_000);
  });

  it.each([
    ["without annotations", [tool("act")]],
    ["that says readOnlyHint: false", [tool("act", { annotations: { readOnlyHint: false } })]],
    ["that says something like true", [tool("act", { annotations: { title: "x", idempotentHint: true } })]],
    ["of whose two entries one claims it", [tool("act", reads), tool("act")]],
  ])("never calls a tool %s", async (_, tools) => {
    await using server = await serving(tools);
    const { verdict, fact } = await measured(server.url, plan("act"));
    expect(calls(server)).toBe(0);
    expect(verdict).toBe("warn");
    expect(fact).toContain("act does not claim to only read (readOnlyHint), so it was not called");
    expect(fact).toContain("2 of 2 discoveries succeeded");
  });

  it("never calls a tool any more whose claim is gone from the list", async () => {
    let lists = 0;
    await using server = await serving([], {
      "tools/list": (exchange) => result(exchange, modernList([tool("look", (lists += 1) <= 2 ? reads : {})])),
    });
    const { fact } = await measured(server.url, plan("look"));
    expect(calls(server)).toBe(1);
    expect(fact).toContain("look does not claim to only read");
  });

  it("says that there is no such tool", async () => {
    await using server = await serving([tool("look", reads)]);
    const { verdict, fact } = await measured(server.url, plan("lok"));
    expect([verdict, calls(server)]).toEqual(["warn", 0]);
    expect(fact).toContain("there is no tool called lok");
  });

  it("counts calls that do not complete, and says how the last one ended", async () => {
    await using server = await serving([tool("look", reads)], {
      "tools/call": (exchange) => rpcError(exchange, -32603, "broken"),
    });
    const { verdict, evidence } = await measured(server.url, plan("look"));
    expect(verdict).toBe("warn");
    expect(evidence).toContain("0 of 2 calls completed");
    expect(evidence).toContain("last failure: the call of look ended as protocol-error");
    expect(evidence).not.toContain("call of look: p50");
  });

  it("gives no time where every try fails", async () => {
    let lists = 0;
    await using server = await serving([], {
      "tools/list": (exchange) =>
        (lists += 1) === 1
          ? result(exchange, modernList([tool("look", reads)]))
          : text(exchange, 500, "text/plain", ""),
    });
    const { verdict, fact, evidence } = await measured(server.url, plan("look"));
    expect([verdict, fact]).toEqual(["warn", "none of 2 discoveries succeeded"]);
    expect(evidence).toMatch(/^last failure: .*500/);
    expect(evidence).not.toContain("p95");
  });

  it("is skipped where nothing was listed, and where it was not asked for", async () => {
    await using down = await startFaultServer((exchange) => text(exchange, 503, "text/plain", ""));
    expect(await measured(down.url, { discoveries: 2 })).toMatchObject({ verdict: "skipped" });
    await using server = await serving([tool("look", reads)]);
    const { steps } = await diagnosed(server.url);
    expect(steps.at(-1)).toMatchObject({ id: "latency", verdict: "skipped", fact: "not asked for" });
  });
});
