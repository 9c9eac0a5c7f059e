import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { ok } from "#shared/base/result.ts";
import type { ModelAnswer, ModelGateway, ModelMessage } from "#core/model-ports.ts";
import { startHttp, startSdkServer, type TestServer, type ToolAnswer } from "../../shells/cli/test-server.ts";
import { cancelledError } from "../../support/fake-gateway.ts";
import { valueOf } from "../../support/core-fixture.ts";
import { conversationFixture, kindsOf, replyOf, stepsOf, type ConversationFixture } from "./conversation-fixture.ts";

const order = {
  name: "get_order",
  description: "Looks up one order by its number.",
  inputSchema: {
    type: "object",
    properties: { order_number: { type: "string", description: "Order number, e.g. A-4711", minLength: 3 } },
    required: ["order_number"],
  },
  annotations: { readOnlyHint: true },
};
const refund = { ...order, name: "refund_order", description: "Refunds one order in full.", annotations: {} };
const text = (said: string) => ({ content: [{ type: "text", text: said }] });

let fixture: ConversationFixture;
let servers: TestServer[] = [];
afterEach(async () => {
  await fixture.close();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  expect(fixture.bugs).toEqual([]);
});
async function serve(answer: ToolAnswer, query = ""): Promise<void> {
  const server = await startSdkServer(() => answer);
  servers.push(server);
  await fixture.addServer("shop", `${server.origin}/mcp${query}`);
}

describe("stopping", () => {
  it("ends a call that hangs at once, and what it started with it", async () => {
    fixture = await conversationFixture();
    const called = Promise.withResolvers<AbortSignal>();
    await serve({
      tools: [order],
      call: (_args, signal) => {
        called.resolve(signal);
        return new Promise(() => undefined);
      },
    });
    await fixture.start("", ["shop"]);
    const stop = new AbortController();
    const saying = fixture.say("look up order A-4711", stop.signal);
    await called.promise;
    const begun = performance.now();
    stop.abort();
    const turn = await saying;
    // 100 ms is the bar, held by the bench; a busy machine gets room for its noise here.
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(turn.state).toBe("stopped");
    expect(kindsOf(turn)).toBe("considered decided called stopped");
    expect(stepsOf(turn, "called")[0]?.state).toBe("cancelled");
    // The next turn is answered as if nothing had been.
    expect(replyOf(await fixture.say("tell me a joke"))).toMatch(/^My only tool does not fit/);
  });

  it("ends a question for permission that nobody answered, and the core's end ends a turn", async () => {
    fixture = await conversationFixture();
    await serve({ tools: [refund] });
    await fixture.start("", ["shop"]);
    const asked = Promise.withResolvers<void>();
    fixture.on("conversation.stepped", ({ step }) => step.kind === "asked-permission" && asked.resolve());
    const saying = fixture.say("refund order A-4711");
    await asked.promise;
    const listed = await fixture.ask("conversations.get", { id: "c" });
    expect(valueOf(listed).turns[0]?.state).toBe("waiting");
    await fixture.core.close();
    const turn = await saying;
    expect(turn.state).toBe("stopped");
    expect(stepsOf(turn, "asked-permission")[0]?.answer).toBe("refused");
  });

  it("a turn that a crash cut off reads as stopped, with its calls cancelled", async () => {
    fixture = await conversationFixture();
    const called = Promise.withResolvers<void>();
    const stop = new AbortController();
    await serve({
      tools: [order],
      call: () => {
        called.resolve();
        return new Promise(() => undefined);
      },
    });
    await fixture.start("", ["shop"]);
    const saying = fixture.say("look up order A-4711", stop.signal);
    await called.promise;
    const [kept] = await fixture.ports.store.listDocuments("conversation");
    expect(kept).toMatchObject({ turns: [{ state: "running" }] });
    // Another process reads the same store; only the first one may close it.
    const other = await conversationFixture({ store: { ...fixture.ports.store, close: async () => undefined } });
    const { turns } = valueOf(await other.ask("conversations.get", { id: "c" }));
    await other.core.close();
    expect(turns[0]).toMatchObject({ state: "stopped", steps: [{}, {}, { kind: "called", state: "cancelled" }] });
    stop.abort();
    await saying;
  });
});

it("known secrets are masked in all that is kept, told and shown, and sent as they are", async () => {
  const secret = "tok-S3cret-4711-abcdef";
  fixture = await conversationFixture();
  let sent = "";
  await serve(
    {
      tools: [{ ...order, description: `Looks up one order by its number. ${secret}` }],
      call: (args) => {
        sent = JSON.stringify(args);
        return { ...text(`Order ${secret} is open.`), structuredContent: { [secret]: btoa(secret) } };
      },
    },
    `?token=${secret}`,
  );
  const told: string[] = [];
  fixture.core.subscribe((name, payload) => {
    // The assistant itself is told as it was typed.
    if (name !== "assistants.changed") told.push(`${name} ${JSON.stringify(payload)}`);
  });
  await fixture.start(`Never say ${secret}.`, ["shop"]);
  const turn = await fixture.say(`look up order "${secret}" by its number`);
  expect(stepsOf(turn, "called")).toHaveLength(1);
  expect(sent).toContain(secret);
  // Words that an argument came from are where they are said to be, in what is kept.
  for (const sources of Object.values(stepsOf(turn, "decided")[0]?.calls[0]?.sources ?? {}))
    for (const { start, end, words } of sources) expect(turn.utterance.slice(start, end)).toBe(words);
  const shown = [
    JSON.stringify(turn),
    JSON.stringify(await fixture.ask("conversations.get", { id: "c" })),
    JSON.stringify(await fixture.ask("conversations.list", {})),
    JSON.stringify(await fixture.ports.store.listDocuments("conversation")),
    ...told,
  ];
  for (const form of secretForms(secret)) for (const one of shown) expect(one.includes(form)).toBe(false);
  expect(replyOf(turn)).toMatch(/^Order •••• is open\./);
});

it("a large result is cut in the conversation and whole in the history and for the reply", async () => {
  fixture = await conversationFixture();
  const orders = Array.from({ length: 8_000 }, (_, at) => ({ id: `A-${at}`, note: "x".repeat(80) }));
  await serve({
    tools: [order],
    call: () => ({ ...text(JSON.stringify({ orders })), structuredContent: { status: "open" } }),
  });
  await fixture.start("", ["shop"]);
  const turn = await fixture.say("look up order A-4711");
  const [called] = stepsOf(turn, "called");
  expect(JSON.stringify(turn).length).toBeLessThan(100_000);
  expect(replyOf(turn)).toMatch(/^Orders \(8000\):\n/);
  expect(called?.outcome).toMatchObject({
    result: {
      content: [{ type: "text" }, { text: "[cut: the whole result is in the tool’s call history]" }],
      structuredContent: { status: "open" },
    },
  });
  const whole = valueOf(await fixture.ask("calls.get", { id: called?.callId ?? "" }));
  expect(JSON.stringify(whole.outcome).length).toBeGreaterThan(800_000);
  expect(called?.resultBytes).toBeGreaterThan(800_000);
});

describe("a custom HTTP tool", () => {
  it("takes part like any other tool, and is asked about unless it only reads", async () => {
    fixture = await conversationFixture();
    const weather = await startHttp((request, response) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ asked: request.url, degrees: 21 }));
    });
    servers.push(weather);
    valueOf(
      await fixture.ask("httpTools.save", {
        id: "w",
        name: "get_weather",
        description: "Current weather of a city.",
        method: "GET",
        url: `${weather.origin}/weather`,
        inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
        headers: [],
        readOnly: true,
        timeoutMs: 5_000,
      }),
    );
    const { opening } = await fixture.start("", [], { httpToolIds: ["w"] });
    expect(opening.verdict).toBe("A conversation started now would register 1 tool");
    expect(opening.tools).toMatchObject([{ name: "get_weather", httpToolId: "w", readOnly: true }]);
    const turn = await fixture.say("What is the current weather in Paris?");
    expect(stepsOf(turn, "called")).toMatchObject([{ recorded: false, state: "completed" }]);
    expect(replyOf(turn)).toBe("Asked: /weather?city=Paris. Degrees: 21.");
    const [called] = stepsOf(turn, "called");
    const [exchange] = await fixture.ask("traffic.list", { serverId: "w", limit: 10 });
    expect(exchange).toMatchObject({ jobId: called?.callId, method: "GET", status: 200 });
    expect(exchange?.responseBody).toContain("/weather?city=Paris");
  });

  it("that answers megabytes is cut too, and its exchange has the beginning", async () => {
    fixture = await conversationFixture();
    const logs = await startHttp((_request, response) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ lines: Array.from({ length: 9_000 }, (_, at) => `line ${at} ${"x".repeat(60)}`) }));
    });
    servers.push(logs);
    const made = { id: "l", name: "read_logs", description: "Reads the logs.", method: "GET" as const };
    const more = { headers: [], readOnly: true, timeoutMs: 5_000, inputSchema: { type: "object" } };
    valueOf(await fixture.ask("httpTools.save", { ...made, ...more, url: `${logs.origin}/logs` }));
    await fixture.start("When asked for the logs, use read_logs.", [], { httpToolIds: ["l"] });
    const turn = await fixture.say("Read the logs");
    const [called] = stepsOf(turn, "called");
    expect(JSON.stringify(turn).length).toBeLessThan(100_000);
    expect(replyOf(turn)).toMatch(/^Lines \(9000\):\n/);
    expect(JSON.stringify(called?.outcome)).toContain(
      "[cut, structured content left out: its exchange has the first 64 KiB]",
    );
    const [exchange] = await fixture.ask("traffic.list", { serverId: "l", limit: 10 });
    expect(exchange?.jobId).toBe(called?.callId);
    expect(exchange?.cut).toBe(true);
    expect(exchange?.responseBody).toMatch(/^\{"lines":\["line 0 /);
  });
});

describe("a real model", () => {
  type Scripted = Partial<ModelAnswer> | ((messages: readonly ModelMessage[]) => Partial<ModelAnswer>);
  let heard: (readonly ModelMessage[])[];
  let script: Scripted[];
  const models: ModelGateway = {
    async answer(model, { messages, signal, onText, prompt, tools }) {
      heard.push(messages);
      const next = script.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
        return { ok: false, error: cancelledError };
      }
      const answer = typeof next === "function" ? next(messages) : next;
      onText?.(answer.text ?? "");
      expect([model.name, prompt, tools.length]).toEqual(["Mine", "Be brief.", 2]);
      return ok({
        text: "",
        calls: [],
        finish: "done",
        ms: 40,
        tokens: { input: 10, output: 5 },
        firstTokenMs: 30,
        ...answer,
      });
    },
  };
  beforeEach(async () => {
    heard = [];
    script = [];
    fixture = await conversationFixture({ models });
    const model = { id: "m", name: "Mine", provider: "openai-compatible" as const, model: "x" };
    valueOf(await fixture.ask("models.save", { ...model, baseUrl: "http://127.0.0.1:9/v1" }));
    await serve({ tools: [order, refund], call: (args) => text(`Order ${String(args["order_number"])} is open.`) });
    const assistant = { id: "a", name: "Desk", prompt: "Be brief.", serverIds: ["shop"], profileId: "insighto" };
    valueOf(await fixture.ask("assistants.save", { ...assistant, modelId: "m", severities: {} }));
    valueOf(await fixture.ask("conversations.start", { conversationId: "c", assistantId: "a" }));
  });
  const call = (name: string, argumentsText: string, id = name) => ({ id, name, argumentsText });

  it("goes round the same loop, with its tokens, its first token and its text as it comes", async () => {
    script = [
      { text: "One moment.", calls: [call("get_order", '{"order_number":"A-4711"}')], finish: "calls" },
      { text: "It is open." },
    ];
    const streamed: string[] = [];
    fixture.on("conversation.streamed", ({ text: more }) => streamed.push(more));
    const turn = await fixture.say("And A-4711?");
    expect(kindsOf(turn)).toBe("considered replied decided called considered replied");
    expect(stepsOf(turn, "decided")).toMatchObject([
      {
        decision: "call",
        tokens: { input: 10, output: 5 },
        firstTokenMs: 30,
        calls: [{ check: { verdict: "valid" } }],
      },
    ]);
    expect(stepsOf(turn, "replied")[1]).toMatchObject({ text: "It is open.", ms: 10, firstTokenMs: 30 });
    expect(stepsOf(turn, "considered").map(({ ms, ranking }) => [ms, ranking])).toEqual([
      [40, []],
      [30, []],
    ]);
    expect(streamed).toEqual(["One moment.", "It is open."]);
    const id = stepsOf(turn, "called")[0]?.callId;
    expect(heard[1]).toEqual([
      { role: "user", text: "And A-4711?" },
      {
        role: "assistant",
        text: "One moment.",
        calls: [{ id, name: "get_order", argumentsText: '{"order_number":"A-4711"}' }],
      },
      { role: "tool", callId: id, name: "get_order", text: "Order A-4711 is open.", isError: false },
    ]);
    script = [{ text: "You are welcome." }];
    await fixture.say("Thanks");
    expect(heard[2]?.slice(-2)).toEqual([
      { role: "assistant", text: "It is open.", calls: [] },
      { role: "user", text: "Thanks" },
    ]);
  });

  it("is told of unknown tools, of arguments that are no JSON, and of calls that were refused, and can try again", async () => {
    fixture.on("conversation.stepped", ({ step }) => {
      if (step.kind === "asked-permission" && step.answer === "waiting")
        void fixture.ask("conversations.permit", { conversationId: "c", callId: step.callId, allow: false });
    });
    script = [
      {
        calls: [
          call("find_order", "{}"),
          call("get_order", "{order", "b"),
          call("refund_order", '{"order_number":"A-1"}'),
        ],
      },
      (messages) => ({ text: messages.flatMap((one) => (one.role === "tool" ? [one.text] : [])).join(" | ") }),
    ];
    const turn = await fixture.say("Do it");
    expect(replyOf(turn)).toBe(
      'There is no tool "find_order". The tools are: get_order, refund_order. | ' +
        "The arguments are not a JSON object. Write one that fits the tool's input schema. | " +
        "The person did not allow this call.",
    );
    expect(stepsOf(turn, "called")).toEqual([]);
  });

  it("arguments that do not fit are shown and sent all the same, as a platform sends them", async () => {
    script = [{ calls: [call("get_order", '{"order_number":"A"}')] }, { text: "Done." }];
    const turn = await fixture.say("A?");
    expect(stepsOf(turn, "decided")[0]?.calls[0]?.check).toMatchObject({ verdict: "invalid" });
    expect(stepsOf(turn, "called")).toHaveLength(1);
  });

  it("is ended at the limit of steps", async () => {
    script = Array.from({ length: 9 }, (_, at) => ({
      calls: [call("get_order", '{"order_number":"A-4711"}', `c${at}`)],
    }));
    const turn = await fixture.say("Again and again");
    expect(turn.state).toBe("stopped");
    expect(stepsOf(turn, "called")).toHaveLength(7);
    expect(turn.steps.at(-1)).toMatchObject({
      kind: "stopped",
      why: "limit",
      text: "The model wanted to go on after 8 steps.",
    });
  });

  it("is stopped while it thinks, at once", async () => {
    const stop = new AbortController();
    const thinking = new Promise<void>((resolve) =>
      fixture.on("conversation.stepped", ({ step }) => step.kind === "considered" && resolve()),
    );
    const saying = fixture.say("Hm", stop.signal);
    await thinking;
    const begun = performance.now();
    stop.abort();
    const turn = await saying;
    // 100 ms is the bar, held by the bench; a busy machine gets room for its noise here.
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect([turn.state, kindsOf(turn)]).toEqual(["stopped", "considered stopped"]);
  });
});
