import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { modelBudgets, type ModelBudgets } from "#core/models/budgets.ts";
import { createModelGateway } from "#core/models/model-gateway.ts";
import type { OpenedModel } from "#core/model-ports.ts";
import { systemClock } from "#core/system-clock.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { ModelProvider } from "#shared/contract/model.ts";
import {
  eventsFor,
  eventText,
  startModelServer,
  type ModelScript,
  type ModelServer,
} from "../../servers/models/model-server.ts";

const KEY = "sk-test-9f8e7d6c5b4a39281706";

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

interface Asked {
  readonly provider?: ModelProvider;
  readonly budgets?: Partial<ModelBudgets>;
  readonly model?: Partial<OpenedModel>;
  readonly signal?: AbortSignal;
  readonly onText?: (text: string) => void;
}

async function ask(script: ModelScript, how: Asked = {}) {
  const { provider = "openai-compatible", budgets = {} } = how;
  server = await startModelServer(script);
  const gateway = createModelGateway({ clock: systemClock, budgets: { ...modelBudgets, ...budgets } });
  const answer = await gateway.answer(
    { id: "m", name: "m", provider, model: "scripted-1", baseUrl: server.baseUrl(provider), key: KEY, ...how.model },
    {
      prompt: "You help.",
      messages: [{ role: "user", text: "Hi" }],
      tools: [],
      signal: how.signal ?? new AbortController().signal,
      ...(how.onText === undefined ? {} : { onText: how.onText }),
    },
  );
  await server.idle(); // nothing outlives the promise
  return answer;
}

async function failureOf(script: ModelScript, how: Asked = {}): Promise<ConsoleError> {
  const answer = await ask(script, how);
  if (answer.ok) throw new Error(`expected a failure: ${JSON.stringify(answer.value)}`);
  expect(JSON.stringify(answer.error)).not.toContain(KEY);
  return answer.error;
}

const reply =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): ModelScript =>
  () =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  };

const stream = (write: (response: ServerResponse) => void | Promise<void>): ModelScript => {
  return () => (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    return write(response);
  };
};

/** One text delta in each protocol, as it is on the wire. */
const deltaFor = (provider: ModelProvider, text: string): string => {
  const path = { "openai-compatible": "/chat/completions", openai: "/responses", anthropic: "/messages", google: "" }[
    provider
  ];
  const events = eventsFor({ path, headers: {}, body: {} }, { text: [text] });
  const at = events.findIndex(({ data }) => JSON.stringify(data).includes(JSON.stringify(text)));
  return events
    .slice(0, at + 1)
    .map(eventText)
    .join("");
};

describe("a refusal is named, with what to do next", () => {
  it.each([
    [401, "E_MODEL_KEY_REFUSED", "refused-credentials"],
    [402, "E_MODEL_QUOTA", "refused-credentials"],
    [403, "E_MODEL_KEY_NOT_ALLOWED", "refused-credentials"],
    [404, "E_MODEL_NOT_FOUND", "not-found"],
    [413, "E_MODEL_REQUEST_TOO_LARGE", "limit"],
    [400, "E_MODEL_REQUEST_REFUSED", "protocol"],
    [500, "E_MODEL_FAILED", "unreachable"],
    [529, "E_MODEL_FAILED", "unreachable"],
  ] as const)("%i", async (status, code, kind) => {
    for (const provider of ["openai-compatible", "openai", "anthropic", "google"] as const) {
      const body = JSON.stringify({ error: { message: `Bad key ${KEY} given`, type: "x" } });
      const error = await failureOf(reply(status, body), { provider });
      expect(error).toMatchObject({ code, kind });
      expect(error.next).not.toBe("");
      expect(error.evidence).toContain(`HTTP ${status}`);
      await server?.[Symbol.asyncDispose]();
    }
  });

  it("too many requests tells when to come back, and is not asked again by itself", async () => {
    const body = JSON.stringify({ error: { message: "Slow down" } });
    const error = await failureOf(reply(429, body, { "retry-after": "17" }));
    expect(error).toMatchObject({ code: "E_MODEL_RATE_LIMIT", retriable: true });
    expect(error.said).toContain("again in 17 s");
    expect(error.said).toContain("Slow down");
    expect(server?.asked).toHaveLength(1);
  });

  it("a quoted key is hidden, its unstarred ends too", async () => {
    const body = JSON.stringify({ error: { message: "Incorrect API key provided: sk-te****1706. See the page." } });
    const error = await failureOf(reply(400, body));
    expect(error.said).not.toContain("1706");
    expect(error.evidence).not.toContain("1706");
  });

  it("a missing key is told apart from a refused one", async () => {
    const { key: _none, ...rest } = { key: KEY };
    server = await startModelServer(reply(401, "{}"));
    const gateway = createModelGateway({ clock: systemClock });
    const request = {
      prompt: "",
      messages: [{ role: "user" as const, text: "Hi" }],
      tools: [],
      signal: new AbortController().signal,
    };
    const base = { id: "m", name: "m", model: "m", ...rest };
    const local = await gateway.answer(
      { ...base, provider: "openai-compatible", baseUrl: `${server.origin}/v1` },
      request,
    );
    expect(local).toMatchObject({ ok: false, error: { code: "E_MODEL_KEY_MISSING" } });
    const openai = await gateway.answer({ ...base, provider: "openai" }, request);
    expect(openai).toMatchObject({ ok: false, error: { code: "E_MODEL_KEY_MISSING", phase: "policy" } });
    expect(server.asked).toHaveLength(1);
  });
});

describe("what is no model", () => {
  it("nothing listens", async () => {
    const error = await failureOf(() => ({}), { model: { baseUrl: "http://127.0.0.1:1/v1" } });
    expect(error).toMatchObject({ code: "E_TCP_REFUSED", retriable: true });
    expect(error.next).toContain("Ollama");
  });

  it("a web page", async () => {
    const error = await failureOf(reply(200, "<!doctype html><title>Hello</title>", { "content-type": "text/html" }));
    expect(error).toMatchObject({ code: "E_MODEL_NOT_A_STREAM" });
    expect(error.said).toContain("web page");
  });

  it("one JSON document, and an error in a 200", async () => {
    expect(await failureOf(reply(200, '{"choices":[]}'))).toMatchObject({ code: "E_MODEL_NOT_A_STREAM" });
    await server?.[Symbol.asyncDispose]();
    const error = await failureOf(reply(200, '{"error":{"message":"model is loading"}}'));
    expect(error).toMatchObject({ code: "E_MODEL_FAILED" });
    expect(error.said).toContain("model is loading");
  });

  it("a redirect to another place is not followed, and the key stays here", async () => {
    await using elsewhere = await startModelServer([{ text: ["Give me the key."] }]);
    const error = await failureOf(reply(307, "", { location: `${elsewhere.origin}/v1/chat/completions` }));
    expect(error).toMatchObject({ code: "E_HTTP_REDIRECT_OTHER_ORIGIN" });
    expect(elsewhere.asked).toHaveLength(0);
  });
});

describe.each(["openai-compatible", "openai", "anthropic", "google"] as const)("a hostile stream, %s", (provider) => {
  it("that never ends is ended by time", async () => {
    const error = await failureOf(
      stream(async (response) => {
        while (!response.destroyed) {
          response.write(deltaFor(provider, "la "));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }),
      { provider, budgets: { totalMs: 300 } },
    );
    expect(error).toMatchObject({ code: "E_TIMEOUT_CALL", kind: "timeout", limit: { name: "totalMs", value: 300 } });
  });

  it("that falls silent is ended by time", async () => {
    const error = await failureOf(
      stream((response) => void response.write(deltaFor(provider, "la "))),
      { provider, budgets: { silenceMs: 250 } },
    );
    expect(error).toMatchObject({ code: "E_TIMEOUT_CALL", limit: { name: "silenceMs" } });
    expect(error.said).toContain("silent");
  });

  it("that is too large is ended by size", async () => {
    const text = deltaFor(provider, "la ".repeat(20_000));
    const error = await failureOf(
      stream((response) => {
        const pump = (): void => {
          while (!response.destroyed && response.write(text));
        };
        response.on("drain", pump);
        pump();
      }),
      { provider, budgets: { answerBytes: 256 * 1024 } },
    );
    expect(error.kind).toBe("limit");
  });

  it("whose text is too long is ended by length", async () => {
    const error = await failureOf(() => ({ text: ["a".repeat(3000), "b".repeat(3000)] }), {
      provider,
      budgets: { textUnits: 4096 },
    });
    expect(error).toMatchObject({ code: "E_MODEL_ANSWER_TOO_LONG", limit: { name: "textUnits" } });
  });

  it("of broken JSON is a failure", async () => {
    const error = await failureOf(
      stream((response) => void response.end(`${deltaFor(provider, "la ")}data: {"broken\n\n`)),
      { provider },
    );
    expect(error).toMatchObject({ kind: "protocol" });
    expect(["E_MODEL_ANSWER_FORM", "E_MODEL_CUT_OFF"]).toContain(error.code);
  });

  it("of another form is a failure", async () => {
    const error = await failureOf(
      stream(
        (response) => void response.end('data: {"hello":"world"}\n\ndata: {"choices":7,"candidates":7,"type":7}\n\n'),
      ),
      { provider },
    );
    expect(["E_MODEL_ANSWER_FORM", "E_MODEL_CUT_OFF"]).toContain(error.code);
  });

  it("that ends too early, or with nothing, is a failure", async () => {
    const early = await failureOf(
      stream((response) => void response.end(deltaFor(provider, "la "))),
      { provider },
    );
    expect(early).toMatchObject({ code: "E_MODEL_CUT_OFF", retriable: true });
    await server?.[Symbol.asyncDispose]();
    const empty = await failureOf(
      stream((response) => void response.end()),
      { provider },
    );
    expect(empty).toMatchObject({ code: "E_MODEL_CUT_OFF" });
  });

  it("that is cut in the middle is a failure", async () => {
    const error = await failureOf(
      stream((response) => {
        response.write(deltaFor(provider, "la "), () => response.destroy());
      }),
      { provider },
    );
    expect(["E_BODY_CUT_SHORT", "E_HTTP_CLOSED"]).toContain(error.code);
  });

  it("is left at once when the person stops it", async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const answer = await ask(
      stream((response) => {
        closed = once(response, "close");
        response.write(deltaFor(provider, "la "));
        if (provider === "openai") response.write(deltaFor(provider, "lo "));
      }),
      { provider, signal: controller.signal, onText: () => controller.abort() },
    );
    expect(answer).toMatchObject({ ok: false, error: { kind: "cancelled", code: "E_CANCELLED" } });
    await closed;
  });
});

it("stopped before anything is sent, nothing is sent", async () => {
  const answer = await ask(() => ({ text: ["Hi."] }), { signal: AbortSignal.abort() });
  expect(answer).toMatchObject({ ok: false, error: { kind: "cancelled" } });
  expect(server?.asked).toHaveLength(0);
});

it("an endpoint that says its key back is not heard", async () => {
  const pieces: string[] = [];
  const answer = await ask(() => ({ text: [`Your key is ${KEY}.`] }), { onText: (text) => pieces.push(text) });
  expect(answer.ok).toBe(true);
  expect(JSON.stringify([answer, pieces])).not.toContain(KEY);
});

it("more calls than any answer needs are refused", async () => {
  const calls = Array.from({ length: 20 }, (_, index) => ({ name: `t${index}`, argumentsText: "{}" }));
  expect(await failureOf(() => ({ calls }), { budgets: { calls: 10 } })).toMatchObject({
    code: "E_MODEL_ANSWER_TOO_LONG",
  });
});
