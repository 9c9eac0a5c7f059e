import { expect, it } from "vitest";
import type { Exchange } from "#shared/contract/traffic.ts";
import { exchangeTone, filterExchanges, readableBody } from "#renderer/features/traffic/exchange-text.ts";

const exchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  id,
  serverId: "acme",
  jobId: "job",
  startedAt: "2026-11-22T12:00:00.000Z",
  method: "POST",
  maskedUrl: "https://acme.example/mcp",
  requestHeaders: [["content-type", "application/json"]],
  responseHeaders: [],
  responseBytes: 0,
  cut: false,
  status: 200,
  ...more,
});

it("filters by method and by words anywhere in an exchange, in any case", () => {
  const all = [
    exchange("list", { rpcMethod: "tools/list" }),
    exchange("call", { rpcMethod: "tools/call", requestBody: '{"query":"Invoice"}' }),
    exchange("stream", { method: "GET", maskedUrl: "https://acme.example/mcp?token=••••" }),
  ];
  const ids = (method: string, text: string): readonly string[] =>
    filterExchanges(all, method, text).map(({ id }) => id);
  expect(ids("", "")).toEqual(["list", "call", "stream"]);
  expect(ids("tools/call", "")).toEqual(["call"]);
  expect(ids("", "invoice ACME.example")).toEqual(["call"]);
  expect(ids("tools/list", "invoice")).toEqual([]);
  expect(ids("GET /mcp", "")).toEqual(["stream"]);
});

it("marks refusals and broken connections", () => {
  expect(
    [exchange("a"), exchange("b", { status: 401 }), exchange("c", { failure: "reset" })].map(exchangeTone),
  ).toEqual(["good", "stopped", "stopped"]);
});

it("indents JSON and leaves everything else as it came", () => {
  expect(readableBody('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readableBody("<html>")).toBe("<html>");
});
