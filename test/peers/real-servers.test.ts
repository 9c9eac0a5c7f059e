import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Era, Transport } from "#shared/mcp/snapshot.ts";
import { gatewayFixture, valueOf } from "../core/mcp/gateway-fixture.ts";
import { startPeer, type Peer, type PeerName } from "./start-peer.ts";

interface Case {
  readonly peer: PeerName;
  readonly path: string;
  readonly era: Era;
  readonly transport: Transport;
  /** Tools that a tools-only client is shown: at least, and at most. */
  readonly tools: readonly [least: number, most: number];
  /** HTTP requests of a discovery: at first contact, and with the era remembered. */
  readonly requests: readonly [first: number, remembered: number];
  readonly call: { readonly name: string; readonly args: Record<string, string> };
}

const cases: readonly Case[] = [
  {
    peer: "everything",
    path: "/mcp",
    era: "legacy",
    transport: "streamable-http",
    tools: [13, 13],
    requests: [5, 4],
    call: { name: "echo", args: { message: "hello" } },
  },
  {
    peer: "everything-sse",
    path: "/sse",
    era: "legacy",
    transport: "sse",
    tools: [13, 13],
    requests: [5, 4],
    call: { name: "echo", args: { message: "hello" } },
  },
  {
    peer: "mongodb",
    path: "/mcp",
    era: "modern",
    transport: "streamable-http",
    tools: [10, 100],
    requests: [2, 2],
    call: { name: "list-knowledge-sources", args: {} },
  },
  {
    peer: "context7",
    path: "/mcp",
    era: "modern",
    transport: "streamable-http",
    tools: [2, 20],
    requests: [2, 2],
    call: { name: "no-such-tool", args: {} },
  },
  {
    peer: "filesystem-proxy",
    path: "/mcp",
    era: "modern",
    transport: "streamable-http",
    tools: [10, 100],
    requests: [2, 2],
    call: { name: "list_allowed_directories", args: {} },
  },
  {
    peer: "filesystem-proxy",
    path: "/sse",
    era: "legacy",
    transport: "sse",
    tools: [10, 100],
    requests: [5, 4],
    call: { name: "list_allowed_directories", args: {} },
  },
];

describe.each([...new Set(cases.map((each) => each.peer))])("%s", (name) => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer(name);
  });
  afterAll(() => peer.stop());

  test.each(cases.filter((each) => each.peer === name))(
    "lists its tools at $path in no more requests than needed",
    async (each) => {
      const { discover, exchanges } = gatewayFixture();
      const url = peer.origin + each.path;
      const first = valueOf(await discover(url));
      expect(first.facts).toMatchObject({ era: each.era, transport: each.transport });
      expect(first.facts.rungs.at(-1)).not.toHaveProperty("left");
      expect(first.malformed).toEqual([]);
      expect(first.incomplete).toBeUndefined();
      expect(first.tools.length).toBeGreaterThanOrEqual(each.tools[0]);
      expect(first.tools.length).toBeLessThanOrEqual(each.tools[1]);
      expect(first.timings.requests).toBe(exchanges.length);

      const again = valueOf(await discover(url, {}, { remembered: first.remember }));
      expect(again.tools.map((tool) => tool.hash)).toEqual(first.tools.map((tool) => tool.hash));
      expect([first.timings.requests, again.timings.requests]).toEqual(each.requests);
    },
  );

  test.each(cases.filter((each) => each.peer === name))("answers a call at $path", async (each) => {
    const { discover, call, exchanges } = gatewayFixture();
    const url = peer.origin + each.path;
    const { remember } = valueOf(await discover(url));
    const before = exchanges.length;
    const { outcome, timings } = valueOf(await call(url, each.call.name, each.call.args, { remembered: remember }));
    expect(outcome.kind).toMatch(/completed|tool-error|protocol-error/);
    expect(timings.connectMs + timings.waitMs + timings.readMs).toBeLessThanOrEqual(timings.totalMs + 1);
    // Modern: the call alone. Legacy: the handshake before it, and the session's end or the stream around it.
    expect(exchanges.length - before).toBe(each.era === "modern" ? 1 : 4);
  });
});
