import { afterEach, describe, expect, it } from "vitest";
import { createModelGateway } from "#core/models/model-gateway.ts";
import type { ModelMessage, ModelTool, OpenedModel } from "#core/model-ports.ts";
import { systemClock } from "#core/system-clock.ts";
import type { ModelProvider } from "#shared/contract/model.ts";
import { startModelServer, type ModelScript, type ModelServer } from "../../servers/models/model-server.ts";
import type { ScriptedAnswer } from "../../servers/models/scripted-answer.ts";
import { valueOf } from "../../support/core-fixture.ts";

const KEY = "sk-test-9f8e7d6c5b4a39281706";
const PROVIDERS: readonly ModelProvider[] = ["openai-compatible", "openai", "anthropic", "google"];

const searchTickets: ModelTool = {
  name: "search_tickets",
  description: "Finds tickets.",
  inputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      query: { type: "string", pattern: "^[a-z]+$", default: "open", minLength: 2 },
      status: { $ref: "#/$defs/status" },
      limit: { type: "integer", minimum: 1, maximum: 50 },
    },
    required: ["query"],
    additionalProperties: false,
    $defs: { status: { enum: ["open", "closed"], const: "open" } },
  },
};

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

async function ask(
  provider: ModelProvider,
  script: ModelScript | readonly ScriptedAnswer[],
  request: {
    readonly messages?: readonly ModelMessage[];
    readonly tools?: readonly ModelTool[];
    readonly model?: Partial<OpenedModel>;
  } = {},
) {
  server = await startModelServer(script);
  const pieces: string[] = [];
  const gateway = createModelGateway({ clock: systemClock });
  const answer = await gateway.answer(
    {
      id: "m1",
      name: "Scripted",
      provider,
      model: "scripted-1",
      baseUrl: server.baseUrl(provider),
      key: KEY,
      ...request.model,
    },
    {
      prompt: "You help customers.",
      messages: request.messages ?? [{ role: "user", text: "Where is my ticket?" }],
      tools: request.tools ?? [searchTickets],
      signal: new AbortController().signal,
      onText: (text) => pieces.push(text),
    },
  );
  await server.idle();
  return { answer, pieces, asked: server.asked, gateway };
}

describe.each(PROVIDERS)("%s", (provider) => {
  it("text arrives piece by piece, with tokens and the time of the first", async () => {
    const { answer, pieces } = await ask(provider, [
      { text: ["Your ", "ticket is ", "open."], tokens: { input: 120, output: 9 } },
    ]);
    expect(valueOf(answer)).toMatchObject({
      text: "Your ticket is open.",
      calls: [],
      finish: "done",
      tokens: { input: 120, output: 9 },
    });
    expect(pieces).toEqual(["Your ", "ticket is ", "open."]);
    expect(valueOf(answer).firstTokenMs).toBeLessThanOrEqual(valueOf(answer).ms);
  });

  it("calls come back as data, several in one answer, beside text", async () => {
    const { answer } = await ask(provider, [
      {
        text: ["One moment."],
        calls: [
          { name: "search_tickets", argumentsText: '{"query":"printer"}' },
          { name: "search_tickets", argumentsText: '{"query":"invoice","limit":3}' },
        ],
      },
    ]);
    const { calls, finish, text } = valueOf(answer);
    expect(finish).toBe("calls");
    expect(text).toBe("One moment.");
    expect(calls.map(({ name, argumentsText }) => [name, JSON.parse(argumentsText) as unknown])).toEqual([
      ["search_tickets", { query: "printer" }],
      ["search_tickets", { query: "invoice", limit: 3 }],
    ]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(calls.every(({ id }) => /^[a-zA-Z0-9_-]{1,64}$/.test(id))).toBe(true);
  });

  it("the schema of a tool goes out as it is", async () => {
    const { asked } = await ask(provider, [{ text: ["Hm."] }]);
    expect(schemaIn(asked[0]?.body)).toEqual(searchTickets.inputSchema);
  });

  it("the key goes where the provider wants it, and only there", async () => {
    const { asked } = await ask(provider, [{ text: ["Hm."] }]);
    const { headers, path, body } = asked[0] ?? { headers: {}, path: "", body: {} };
    const holder = {
      "openai-compatible": "authorization",
      openai: "authorization",
      anthropic: "x-api-key",
      google: "x-goog-api-key",
    }[provider];
    expect(headers[holder]).toContain(KEY);
    expect(JSON.stringify([path, body, { ...headers, [holder]: "" }])).not.toContain(KEY);
    expect(headers["user-agent"]).toBe("preflight");
  });

  it("a conversation with a call, its result and an error comes back in the provider's order", async () => {
    const { answer, asked } = await ask(provider, [{ text: ["It is open."] }], {
      messages: [
        { role: "user", text: "Where are my tickets?" },
        {
          role: "assistant",
          text: "",
          calls: [
            { id: "a1", name: "search_tickets", argumentsText: '{"query":"mine"}' },
            { id: "a2", name: "search_tickets", argumentsText: "not json" },
          ],
        },
        { role: "tool", callId: "a1", name: "search_tickets", text: "4711 is open", isError: false },
        { role: "tool", callId: "a2", name: "search_tickets", text: "arguments are no JSON", isError: true },
      ],
    });
    expect(valueOf(answer).text).toBe("It is open.");
    const sent = JSON.stringify(asked[0]?.body);
    const order = [
      "You help customers.",
      "Where are my tickets?",
      "mine",
      "not json",
      "4711 is open",
      "arguments are no JSON",
    ];
    const places = order
      .map((words) => sent.indexOf(words))
      .slice(provider === "anthropic" || provider === "google" ? 1 : 0);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("names that a provider refuses are mapped both ways", async () => {
    const odd = ["get.weather/now", "get weather now", "größe", "x".repeat(100), `${"x".repeat(100)}y`, "1st"];
    const { answer, asked } = await ask(
      provider,
      (one) => {
        const wire = namesIn(one.body);
        return { calls: wire.map((name) => ({ name, argumentsText: "{}" })) };
      },
      { tools: odd.map((name) => ({ name, description: "", inputSchema: { type: "object", properties: {} } })) },
    );
    const wire = namesIn(asked[0]?.body ?? {});
    expect(wire.every((name) => /^[a-zA-Z0-9_-]{1,64}$/.test(name))).toBe(true);
    expect(new Set(wire).size).toBe(odd.length);
    expect(valueOf(answer).calls.map(({ name }) => name)).toEqual(odd);
  });

  it.each([
    ["length", "length"],
    ["refused", "refused"],
  ] as const)("an answer that ends with %s says so", async (finish, expected) => {
    const { answer } = await ask(provider, [{ text: ["It is"], finish }]);
    expect(valueOf(answer)).toMatchObject({ text: "It is", finish: expected });
  });
});

it("arguments that are no JSON stay the text that the model wrote", async () => {
  for (const provider of ["openai-compatible", "openai", "anthropic"] as const) {
    const { answer } = await ask(provider, [{ calls: [{ name: "search_tickets", argumentsText: '{"query": "prin' }] }]);
    expect(valueOf(answer).calls[0]?.argumentsText).toBe('{"query": "prin');
    await server?.[Symbol.asyncDispose]();
  }
});

it("ids that repeat or are too long are made anew, and go back consistently", async () => {
  const long = "x".repeat(200);
  const { answer, gateway } = await ask("openai-compatible", [
    {
      calls: [
        { id: long, name: "search_tickets", argumentsText: "{}" },
        { id: "same", name: "search_tickets", argumentsText: '{"query":"a"}' },
      ],
    },
    { text: ["Done."] },
  ]);
  const { calls } = valueOf(answer);
  expect(calls.every(({ id }) => id.length <= 64)).toBe(true);
  const again = server as ModelServer;
  valueOf(
    await gateway.answer(
      { id: "m", name: "m", provider: "openai-compatible", model: "m", baseUrl: again.baseUrl("openai-compatible") },
      {
        prompt: "",
        messages: [
          { role: "user", text: "Hi" },
          { role: "assistant", text: "", calls },
          ...calls.map(({ id, name }) => ({ role: "tool" as const, callId: id, name, text: "ok", isError: false })),
        ],
        tools: [],
        signal: new AbortController().signal,
      },
    ),
  );
  const sent = again.asked[1]?.body["messages"] as { tool_calls?: { id: string }[]; tool_call_id?: string }[];
  const asked = sent.flatMap(({ tool_calls = [] }) => tool_calls.map(({ id }) => id));
  expect(sent.flatMap(({ tool_call_id }) => tool_call_id ?? [])).toEqual(asked);
});

it("Gemini gets its thought signature back with the call", async () => {
  const { answer, gateway } = await ask("google", [
    { calls: [{ name: "search_tickets", argumentsText: '{"query":"a"}', signature: "c2lnbmVk" }] },
    { text: ["Done."] },
  ]);
  const { calls } = valueOf(answer);
  const again = server as ModelServer;
  await gateway.answer(
    { id: "m", name: "m", provider: "google", model: "gemini-3-pro", baseUrl: again.baseUrl("google"), key: KEY },
    {
      prompt: "",
      messages: [
        { role: "user", text: "Hi" },
        { role: "assistant", text: "", calls },
        { role: "tool", callId: calls[0]?.id ?? "", name: "search_tickets", text: "ok", isError: false },
      ],
      tools: [searchTickets],
      signal: new AbortController().signal,
    },
  );
  expect(JSON.stringify(again.asked[1]?.body)).toContain('"thoughtSignature":"c2lnbmVk"');
});

it("nothing is asked to be kept at OpenAI, and no model but Anthropic's is told a length", async () => {
  const openai = await ask("openai", [{ text: ["Hm."] }]);
  expect(openai.asked[0]?.body["store"]).toBe(false);
  expect(openai.asked[0]?.body).not.toHaveProperty("max_output_tokens");
  await server?.[Symbol.asyncDispose]();
  const anthropic = await ask("anthropic", [{ text: ["Hm."] }]);
  expect(anthropic.asked[0]?.body["max_tokens"]).toBe(4096);
  await server?.[Symbol.asyncDispose]();
  const limited = await ask("openai-compatible", [{ text: ["Hm."] }], { model: { maxOutputTokens: 77 } });
  expect(limited.asked[0]?.body["max_tokens"]).toBe(77);
});

it("a compatible server that refuses the wish for tokens is asked once more without it", async () => {
  const { answer, asked } = await ask("openai-compatible", ({ body }) => {
    if (body["stream_options"] === undefined) return { text: ["Hi."] };
    return (response) => {
      response.writeHead(422, { "content-type": "application/json" });
      response.end('{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}');
    };
  });
  expect(valueOf(answer).text).toBe("Hi.");
  expect(asked).toHaveLength(2);
  const { stream_options: _usage, ...first } = asked[0]?.body ?? {};
  expect(asked[1]?.body).toEqual(first);
});

it("a model without a key is asked without one", async () => {
  server = await startModelServer([{ text: ["Hi."] }]);
  const gateway = createModelGateway({ clock: systemClock });
  const said = await gateway.answer(
    { id: "m", name: "m", provider: "openai-compatible", model: "m", baseUrl: server.baseUrl("openai-compatible") },
    { prompt: "", messages: [{ role: "user", text: "Hi" }], tools: [], signal: new AbortController().signal },
  );
  expect(valueOf(said).text).toBe("Hi.");
  expect(server.asked[0]?.headers).not.toHaveProperty("authorization");
  expect(server.asked[0]?.body).not.toHaveProperty("tools");
});

/** Tool declarations in a request of any of the four protocols. */
function toolsIn(body: Record<string, unknown> | undefined): readonly Record<string, unknown>[] {
  const tools = (body?.["tools"] ?? []) as Record<string, unknown>[];
  return tools.flatMap((tool) => {
    const declared = tool["functionDeclarations"] as Record<string, unknown>[] | undefined;
    return declared ?? [(tool["function"] as Record<string, unknown> | undefined) ?? tool];
  });
}

const namesIn = (body: Record<string, unknown>): readonly string[] => toolsIn(body).map(({ name }) => String(name));

function schemaIn(body: Record<string, unknown> | undefined): unknown {
  const [tool = {}] = toolsIn(body);
  return tool["parameters"] ?? tool["input_schema"] ?? tool["parametersJsonSchema"];
}
