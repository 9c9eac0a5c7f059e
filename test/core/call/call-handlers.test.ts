import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { createSchemaChecker } from "#core/schema-check/schema-checker.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";
import { tool } from "../../support/fake-gateway.ts";

const SECRET = "tok-4711-secret";
let fixture: CoreFixture;
const start = async (...given: Parameters<typeof coreFixture>): Promise<void> => {
  await fixture?.core.close();
  fixture = await coreFixture(...given);
  await fixture.ask("servers.add", { id: "s1", url: `https://mcp.example.com/mcp?token=${SECRET}` });
  await fixture.ask("discovery.run", { runId: "r1", serverId: "s1" });
};
beforeEach(() => start());
afterEach(() => fixture.core.close());

const call = (argumentsText = "{}", more: object = {}, signal?: AbortSignal) =>
  fixture.ask(
    "tools.call",
    { callId: "c1", serverId: "s1", toolName: "search_tickets", argumentsText, ...more },
    signal,
  );
const unreachable: ConsoleError = {
  kind: "unreachable",
  code: "E_RESET",
  phase: "tcp",
  said: `The connection was reset for ${SECRET}.`,
  evidence: "",
  retriable: true,
  next: "Try again.",
};

describe("a call", () => {
  it("is stored as started before anything is sent, then finished", async () => {
    const { store } = fixture.ports;
    let before: unknown;
    const send = fixture.gateway.call.bind(fixture.gateway);
    fixture.gateway.call = async (...given) => {
      before = await store.getCall("c1");
      return send(...given);
    };
    const record = valueOf(await call('{"query": "open"}'));
    expect(before).toMatchObject({ state: "started", argumentsText: '{"query": "open"}' });
    expect(record).toMatchObject({ state: "completed", totalMs: 6, inputCheck: { verdict: "valid" }, resultBytes: 43 });
    expect(valueOf(await fixture.ask("calls.get", { id: "c1" }))).toEqual(record);
    expect(fixture.heard("call.finished")).toMatchObject([{ call: { id: "c1", state: "completed" } }]);
    expect(await fixture.ask("calls.list", { limit: 10 })).toMatchObject([{ id: "c1", toolName: "search_tickets" }]);
    expect(fixture.gateway.heard.at(-1)?.request?.argumentsValue).toEqual({ query: "open" });
  });

  it.each([
    ["tool-error" as const, { kind: "tool-error" as const, result: { isError: true, content: [] } }],
    ["protocol-error" as const, { kind: "protocol-error" as const, error: { code: -32602, message: "no" } }],
    ["input-required" as const, { kind: "input-required" as const, result: { inputRequests: {} } }],
  ])("whatever the server answers is data: %s", async (state, outcome) => {
    fixture.gateway.server.outcome = outcome;
    expect(valueOf(await call())).toMatchObject({ state, outcome });
  });

  it("without an answer is a record with the error, secrets masked", async () => {
    fixture.gateway.server.failure = unreachable;
    const record = valueOf(await call());
    expect(record).toMatchObject({
      state: "failed",
      error: { code: "E_RESET", said: "The connection was reset for ••••." },
    });
    expect(record.outcome).toBeUndefined();
  });

  it("that is cancelled says so", async () => {
    fixture.gateway.server.hold = new Promise(() => undefined);
    const controller = new AbortController();
    const running = call("{}", {}, controller.signal);
    controller.abort();
    expect(valueOf(await running)).toMatchObject({ state: "cancelled", outcome: { kind: "cancelled" } });
  });

  it("keeps no known secret: not in arguments, results or progress", async () => {
    fixture.gateway.server.outcome = {
      kind: "completed",
      result: { content: [{ type: "text", text: `you sent ${SECRET}` }] },
    };
    fixture.gateway.server.progress = [[1, 2, `working on ${SECRET}`]];
    const record = valueOf(await call(`{"key": "${SECRET}"}`));
    expect(record.argumentsText).toBe('{"key": "••••"}');
    expect(JSON.stringify([record, fixture.events])).not.toContain("4711");
    expect(fixture.gateway.heard.at(-1)?.request?.argumentsValue).toEqual({ key: SECRET });
  });

  it("passes a storm of progress on ten times a second at most", async () => {
    fixture.gateway.server.progress = Array.from({ length: 10_000 }, (_, index) => [index, 10_000] as const);
    await call();
    expect(fixture.heard("call.progressed")).toEqual([{ callId: "c1", progress: 0, total: 10_000 }]);
  });

  it("is aborted when the core closes, and is stored as cancelled", async () => {
    fixture.gateway.server.hold = new Promise(() => undefined);
    const running = call();
    await fixture.core.close();
    expect(valueOf(await running)).toMatchObject({ state: "cancelled" });
  });
});

describe("arguments", () => {
  it.each([
    ['{"a": 1,}', /line 1, column 9/],
    ['{\n  "a": tru\n}', /line 2, column 8/],
    ["", /line 1, column 1/],
    ["[1]", /an array; a tool takes a JSON object/],
    ["null", /null/],
    ['{"a": 1} {}', /line 1, column 10/],
  ])("%j are refused before anything is sent", async (text, said) => {
    const asked = fixture.gateway.heard.length;
    expect(await call(text)).toMatchObject({
      ok: false,
      error: { kind: "invalid-input", said: expect.stringMatching(said) },
    });
    expect(fixture.gateway.heard.length).toBe(asked);
    expect(await fixture.ask("calls.list", { limit: 10 })).toEqual([]);
  });

  it("that nest without end are refused", async () => {
    const text = `{"a": ${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    expect(await call(text)).toMatchObject({
      ok: false,
      error: { code: "E_ARGUMENTS_DEPTH", limit: { unit: "depth" } },
    });
  });

  it("that violate the schema are sent all the same, with the violation beside the result", async () => {
    const schemas = createSchemaChecker();
    const inputSchema = { type: "object", required: ["query"] };
    await start({ tools: [tool("search_tickets", { inputSchema })] }, { schemas });
    expect(valueOf(await call())).toMatchObject({
      state: "completed",
      inputCheck: { verdict: "invalid", violations: [{ message: expect.stringContaining("query") }] },
    });
  });

  it("are checked only after a failure where the shell says so", async () => {
    await start({}, { inputCheck: "after-failure" });
    expect(valueOf(await call()).inputCheck).toBeUndefined();
    fixture.gateway.server.outcome = { kind: "tool-error", result: { isError: true } };
    expect(valueOf(await call("{}", { callId: "c2" })).inputCheck).toEqual({ verdict: "valid" });
  });
});

describe("the tool that is meant", () => {
  it("is not found before a discovery, or by a wrong name", async () => {
    await fixture.ask("servers.add", { id: "s2", url: "https://b.example.com/mcp" });
    expect(await call("{}", { serverId: "s2" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await call("{}", { toolName: "nope" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await call("{}", { toolName: "__proto__" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
  });

  it("needs its position where two share a name", async () => {
    await start({ tools: [tool("search_tickets"), tool("search_tickets", { description: "other" })] });
    expect(await call()).toMatchObject({ ok: false, error: { code: "E_TOOL_AMBIGUOUS" } });
    const snapshot = await fixture.ask("snapshots.latest", { serverId: "s1" });
    expect(valueOf(await call("{}", { position: 1 })).entryHash).toBe(snapshot?.tools[1]?.hash);
    expect(await call("{}", { position: 7, callId: "c2" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
  });

  it("can be a malformed entry that has a name", async () => {
    const raw = { name: "broken" };
    await start({ malformed: [{ position: 1, hash: "h", name: "broken", reason: "inputSchema is missing", raw }] });
    expect(valueOf(await call("{}", { toolName: "broken" })).state).toBe("completed");
  });

  it("an id that is taken is refused", async () => {
    await call();
    expect(await call()).toMatchObject({ ok: false, error: { code: "E_ID_TAKEN" } });
  });
});

describe("the output schema", () => {
  const outputSchema = { type: "object", required: ["count"], properties: { count: { type: "integer" } } };
  beforeEach(() => start({ tools: [tool("search_tickets", { outputSchema })] }, { schemas: createSchemaChecker() }));

  it("is held against structured content; a violation never hides the result", async () => {
    fixture.gateway.server.outcome = { kind: "completed", result: { content: [], structuredContent: { count: "3" } } };
    expect(valueOf(await call())).toMatchObject({
      state: "completed",
      outcome: { result: { structuredContent: { count: "3" } } },
      outputCheck: { verdict: "invalid", violations: [{ pointer: "/count", message: "must be integer" }] },
    });
  });

  it("missing structured content is a violation", async () => {
    expect(valueOf(await call()).outputCheck).toMatchObject({ verdict: "invalid" });
  });

  it("does not apply to a tool error", async () => {
    fixture.gateway.server.outcome = { kind: "tool-error", result: { isError: true } };
    expect(valueOf(await call()).outputCheck).toBeUndefined();
  });
});

describe("examples", () => {
  it("hold no secret of their server", async () => {
    const token = "tok-9f8e7d6c5b4a39281706";
    await fixture.ask("servers.add", { id: "s9", url: `https://mcp.example.com/?token=${token}` });
    const argumentsText = JSON.stringify({ url: `https://mcp.example.com/?token=${token}`, query: "open" });
    const example = { id: "e9", serverId: "s9", toolName: "search_tickets", name: "Open ones", argumentsText };
    const saved = await fixture.ask("examples.save", example);
    expect(JSON.stringify([saved, await fixture.ask("examples.list", { serverId: "s9" })])).not.toContain(token);
    expect(valueOf(saved).argumentsText).toContain("open");
  });

  it("are saved, replaced, listed and removed", async () => {
    const example = { id: "e1", serverId: "s1", toolName: "search_tickets", name: "Open ones", argumentsText: "{}" };
    expect(await fixture.ask("examples.save", example)).toEqual({
      ok: true,
      value: { ...example, savedAt: fixture.clock.now() },
    });
    await fixture.ask("examples.save", { ...example, name: "Renamed" });
    expect(await fixture.ask("examples.list", { serverId: "s1" })).toMatchObject([{ id: "e1", name: "Renamed" }]);
    expect(await fixture.ask("examples.remove", { id: "e1" })).toEqual({ ok: true, value: {} });
    expect(await fixture.ask("examples.list", { serverId: "s1" })).toEqual([]);
    expect(await fixture.ask("examples.save", { ...example, serverId: "no" })).toMatchObject({ ok: false });
  });
});
