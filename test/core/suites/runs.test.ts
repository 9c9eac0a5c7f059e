import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCore } from "#core/core.ts";
import { SimulationFailure, type ModelGateway } from "#core/model-ports.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { SuiteRow, SuiteRun } from "#shared/contract/suite.ts";
import { compareRuns } from "#shared/converse/suite/flips.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { conversationFixture, type ConversationFixture } from "../converse/conversation-fixture.ts";
import { valueOf } from "../../support/core-fixture.ts";

const PROMPT = `You help the customer success team.
- When the caller asks how an account is doing, call get_account_status.
- When the caller wants to add or invite a colleague, call provision_seat.
- When the caller describes a problem, call search_tickets.`;

const calls = (tool: string, args?: Record<string, string>): SuiteRow["expect"] => ({
  kind: "call",
  calls: [{ tool, match: args === undefined ? "ignored" : "partial", ...(args === undefined ? {} : { args }) }],
});
const rows: SuiteRow[] = [
  {
    id: "status",
    utterance: "How is account ACC-1001 doing?",
    expect: calls("get_account_status", { account_id: "ACC-1001" }),
  },
  { id: "which", utterance: "How is my account doing?", expect: { kind: "ask", tool: "get_account_status" } },
  { id: "chat", utterance: "Tell me a joke about penguins", expect: { kind: "none" } },
  { id: "wrong", utterance: "How is account ACC-1002 doing?", expect: calls("flag_for_QBR") },
  {
    id: "follow-up",
    utterance: "it is ACC-1003",
    history: [
      { role: "user", text: "Please tell me how an account is doing" },
      { role: "assistant", text: "Which account?" },
    ],
    expect: calls("get_account_status", { account_id: "ACC-1003" }),
  },
];

let fixture: ConversationFixture;
const open = async (changes: Parameters<typeof conversationFixture>[0] = {}): Promise<void> => {
  fixture = await conversationFixture(changes);
  await fixture.addSample("success", "customer-success", "/mcp");
  valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows }));
};
const assistant = async (more: Partial<MethodInput<"assistants.save">> = {}): Promise<void> => {
  const base = { id: "a", name: "Desk", prompt: PROMPT, serverIds: ["success"], profileId: "insighto", severities: {} };
  valueOf(await fixture.ask("assistants.save", { ...base, ...more }));
};
const start = (more: Partial<MethodInput<"suites.run">> = {}, signal?: AbortSignal) =>
  fixture.ask("suites.run", { runId: "r1", suiteId: "t", assistantId: "a", repeats: 1, drafts: true, ...more }, signal);
const verdicts = ({ results }: SuiteRun): Readonly<Record<string, boolean>> =>
  Object.fromEntries(results.map(({ rowId, tries }) => [rowId, tries.every(({ passed }) => passed)]));

afterEach(async () => {
  await fixture.close();
  expect(fixture.bugs).toEqual([]);
});

describe("a suite on the simulated model", () => {
  beforeEach(() => open());

  it("discovers, decides every row, tells each, keeps the run, and calls nothing", async () => {
    await assistant();
    const told: number[] = [];
    fixture.on("suite.progressed", ({ done, total }) => told.push(done / total));
    const run = valueOf(await start({ repeats: 5 }));
    expect(verdicts(run)).toEqual({ status: true, which: true, chat: true, wrong: false, "follow-up": true });
    expect(run).toMatchObject({ title: "Desk, simulated model", repeats: 1, warnings: [], modelId: "simulated" });
    expect(run.results.find(({ rowId }) => rowId === "which")?.tries[0]).toMatchObject({
      decision: "ask",
      missing: ["get_account_status"],
      missingParameters: ["account_id"],
    });
    expect(run.results.find(({ rowId }) => rowId === "wrong")?.tries[0]?.why).toBe(
      "A call of `flag_for_QBR` was expected, but it called `get_account_status`.",
    );
    expect(told).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(await fixture.ask("suites.getRun", { id: "r1" })).toEqual({ ok: true, value: run });
    expect(await fixture.ask("suites.runs", { suiteId: "t" })).toMatchObject([{ id: "r1", passed: 4, failed: 1 }]);
    expect(await fixture.ask("calls.list", { limit: 10 })).toEqual([]);
    expect(await start()).toMatchObject({ error: { code: "E_ID_TAKEN" } });
  });

  it("the same words give the same run", async () => {
    await assistant();
    const one = valueOf(await start());
    const two = valueOf(await start({ runId: "r2" }));
    expect(two.toolsHash).toBe(one.toolsHash);
    expect(two.promptHash).toBe(one.promptHash);
    expect(compareRuns(one, two)).toMatchObject({ flips: [], same: rows.length });
  });

  it("a draft changes what is picked, with drafts on only", async () => {
    await assistant({ prompt: "" });
    const [row] = rows;
    if (row === undefined) throw new Error("there are rows");
    const asked = { ...row, utterance: "Put penguins on the xylophone roster", expect: calls("flag_for_QBR") };
    valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows: [asked] }));
    const description = "Puts penguins on the xylophone roster. Use it when someone wants penguins on the roster.";
    const draft = { id: "d", serverId: "success", toolName: "flag_for_QBR", entryHash: "", parameters: {} };
    valueOf(await fixture.ask("drafts.save", { ...draft, description, enabled: true }));
    const before = valueOf(await start({ drafts: false }));
    const after = valueOf(await start({ runId: "r2", drafts: true }));
    expect(after.title).toBe("Desk, simulated model, 1 draft");
    expect(after.toolsHash).not.toBe(before.toolsHash);
    const picks = compareRuns(before, after).flips.map(({ after: side }) => side.pick);
    expect(picks.length).toBe(1);
    expect(picks[0]?.decision).not.toBe("answer");
  });

  it("frozen lists are taken as they were, without asking the server", async () => {
    await assistant();
    const first = valueOf(await fixture.ask("discovery.run", { runId: "frozen", serverId: "success" }));
    valueOf(await fixture.ask("samples.stop", { id: "customer-success" }));
    const run = valueOf(await start({ snapshotIds: { success: first.id } }));
    expect(run.title).toBe("Desk, simulated model, frozen lists");
    expect(summarizeRun(run).passed).toBe(4);
    expect(await start({ runId: "r2", snapshotIds: { success: "gone" } })).toMatchObject({
      error: { kind: "not-found" },
    });
  });

  it("a server that does not answer is a warning; no tool at all is a failure", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => void closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await fixture.addServer("dead", `http://127.0.0.1:${port}/mcp`);
    await assistant({ serverIds: ["dead", "success"] });
    const run = valueOf(await start());
    expect(run.warnings).toEqual([expect.stringMatching(/^dead: /)]);
    expect(summarizeRun(run).passed).toBe(4);
    await assistant({ serverIds: ["dead"] });
    expect(await start({ runId: "r2" })).toMatchObject({ error: { kind: "unreachable" } });
    await assistant({ serverIds: [] });
    expect(await start({ runId: "r3" })).toMatchObject({ error: { code: "E_NO_TOOLS" } });
    expect(await start({ runId: "r4", assistantId: "gone" })).toMatchObject({ error: { kind: "not-found" } });
    expect(await start({ runId: "r5", suiteId: "gone" })).toMatchObject({ error: { kind: "not-found" } });
  });

  it("names that two servers share are expected by server or by the offered name", async () => {
    await fixture.addSample("twin", "customer-success", "/mcp");
    await assistant({ serverIds: ["success", "twin"], prompt: "" });
    const expected = calls("get_account_status", { account_id: "ACC-1001" });
    const [row] = rows;
    if (row === undefined) throw new Error("there are rows");
    const offered = { ...row, id: "offered", expect: calls("success__get_account_status") };
    valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows: [{ ...row, expect: expected }, offered] }));
    const run = valueOf(await start());
    expect(run.results.map(({ tries }) => tries[0]?.calls[0]?.tool)).toEqual([
      "get_account_status",
      expect.stringMatching(/^(success|twin)__get_account_status$/),
    ]);
  });

  it("custom HTTP tools take part", async () => {
    const tool = {
      id: "h",
      name: "feed_penguins",
      description: "Feeds the penguins of a zoo.",
      method: "POST" as const,
      url: "https://zoo.example.com/feed",
      inputSchema: { type: "object", properties: { zoo: { type: "string", description: "The zoo's name" } } },
      headers: [],
      readOnly: false,
      timeoutMs: 5_000,
    };
    valueOf(await fixture.ask("httpTools.save", tool));
    await assistant({ httpToolIds: ["h"] });
    const fed = { id: "fed", utterance: "Feed the penguins of the zoo", expect: calls("feed_penguins") };
    valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows: [fed] }));
    expect(verdicts(valueOf(await start()))).toEqual({ fed: true });
  });

  it("keeps the newest 50 runs, and a removed suite takes its runs along at the next start", async () => {
    await assistant();
    const [row] = rows;
    if (row === undefined) throw new Error("there are rows");
    valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows: [row] }));
    const { id } = valueOf(await fixture.ask("discovery.run", { runId: "frozen", serverId: "success" }));
    for (let nth = 1; nth <= 52; nth += 1) valueOf(await start({ runId: `n${nth}`, snapshotIds: { success: id } }));
    const kept = await fixture.ask("suites.runs", { suiteId: "t" });
    expect(kept.map((one) => one.id)).toEqual(Array.from({ length: 50 }, (_, at) => `n${52 - at}`));
    expect(await fixture.ask("suites.getRun", { id: "n2" })).toMatchObject({ ok: false });
    valueOf(await fixture.ask("suites.remove", { id: "t" }));
    await createCore(fixture.ports);
    expect(await fixture.ask("suites.runs", { suiteId: "t" })).toEqual([]);
    expect(await fixture.ask("suites.getRun", { id: "n52" })).toMatchObject({ ok: false });
  });

  it("is stopped at once, and keeps nothing of it", async () => {
    await assistant();
    const many = Array.from({ length: 2_000 }, (_, at) => ({ ...(rows[0] as SuiteRow), id: `m${at}` }));
    valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows: many }));
    const stop = new AbortController();
    let told = 0;
    fixture.on("suite.progressed", () => {
      told += 1;
      if (told === 20) stop.abort();
    });
    expect(await start({}, stop.signal)).toMatchObject({ error: { kind: "cancelled" } });
    expect(told).toBeLessThan(2_000);
    expect(await fixture.ask("suites.runs", { suiteId: "t" })).toEqual([]);
  });
});

describe("a suite on a real model", () => {
  const model = { id: "m", name: "Local", provider: "openai-compatible" as const, model: "tiny" };
  const say = async (): Promise<void> => {
    valueOf(await fixture.ask("models.save", { ...model, baseUrl: "http://127.0.0.1:9/v1" }));
    await assistant({ modelId: "m" });
  };
  const done = { text: "", calls: [], finish: "done" as const, ms: 1 };

  it("runs n repeats, several at once, and judges words, calls and tokens", async () => {
    let under = 0;
    let most = 0;
    const models: ModelGateway = {
      async answer(_opened, { messages, tools, prompt }) {
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        const said = messages.at(-1)?.role === "user" ? messages.at(-1) : undefined;
        const text = said?.role === "user" ? said.text : "";
        expect(prompt).toBe(PROMPT);
        expect(tools).toHaveLength(7);
        const tokens = { input: 10, output: 2 };
        if (text.includes("penguins")) return { ok: true, value: { ...done, text: "How can I help?", tokens } };
        if (text.includes("my account")) return { ok: true, value: { ...done, text: "Which account?", tokens } };
        const argumentsText = text.includes("1003") ? "{oops" : '{"account_id":"ACC-1001"}';
        const call = { id: "1", name: "get_account_status", argumentsText };
        return { ok: true, value: { ...done, calls: [call], finish: "calls", tokens } };
      },
    };
    await open({ models });
    await say();
    const run = valueOf(await start({ repeats: 3 }));
    expect(verdicts(run)).toEqual({ status: true, which: true, chat: true, wrong: false, "follow-up": false });
    expect(run.results.find(({ rowId }) => rowId === "follow-up")?.tries[0]?.why).toBe(
      "The arguments of `get_account_status` are no JSON object.",
    );
    expect(run).toMatchObject({ title: "Desk, Local", repeats: 3 });
    expect(summarizeRun(run)).toMatchObject({ tries: 15, tokens: { input: 150, output: 30 } });
    expect(most).toBe(4);
  });

  it("a try that fails is a failed try; a refused key or five failures in a row end the run", async () => {
    const answers: ("fine" | "late" | "refused")[] = ["fine", "late"];
    const failure = (kind: "timeout" | "refused-credentials") => ({
      ok: false as const,
      error: { kind, code: "E", phase: "http" as const, said: "No answer.", evidence: "", retriable: true, next: "" },
    });
    const models: ModelGateway = {
      async answer() {
        const next = answers.shift() ?? "fine";
        if (next === "fine") return { ok: true, value: done };
        return failure(next === "late" ? "timeout" : "refused-credentials");
      },
    };
    await open({ models });
    await say();
    const run = valueOf(await start());
    expect(run.results.flatMap(({ tries }) => tries.map(({ why }) => why ?? ""))).toContain(
      "The model could not answer: No answer.",
    );
    answers.push("refused");
    expect(await start({ runId: "r2" })).toMatchObject({ error: { kind: "refused-credentials" } });
    answers.push("late", "late", "late", "late", "late");
    expect(await start({ runId: "r3" })).toMatchObject({ error: { kind: "timeout" } });
  });

  it("a list beyond the simulated model's limits is said", async () => {
    const error = { kind: "limit" as const, code: "E_LARGE", phase: "mcp" as const, said: "Too large." };
    await open({
      simulated: async () => {
        throw new SimulationFailure({ ...error, evidence: "", retriable: false, next: "" });
      },
    });
    await assistant();
    expect(await start()).toMatchObject({ error: { code: "E_LARGE" } });
  });
});
