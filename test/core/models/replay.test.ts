import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createModelGateway } from "#core/models/model-gateway.ts";
import type { ModelAnswer, ModelMessage, ModelTool } from "#core/model-ports.ts";
import { systemClock } from "#core/system-clock.ts";
import { modelProviderSchema, type ModelProvider } from "#shared/contract/model.ts";
import { startModelServer } from "../../servers/models/model-server.ts";
import { startRecorder } from "../../servers/models/recorder.ts";
import { recordingSchema, type Recording } from "../../servers/models/recording.ts";
import { startReplayServer } from "../../servers/models/replay-server.ts";
import { valueOf } from "../../support/core-fixture.ts";

const KEY = "sk-test-9f8e7d6c5b4a39281706";
const FOLDER = join(import.meta.dirname, "../../servers/models/recordings");

const searchTickets: ModelTool = {
  name: "search_tickets",
  description: "Finds the tickets of a customer.",
  inputSchema: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
};

/** A question, the call that it leads to, and the answer to its result. */
async function twoTurns(
  provider: ModelProvider,
  model: string,
  baseUrl: string,
  question = "What about the printer?",
): Promise<readonly ModelAnswer[]> {
  const gateway = createModelGateway({ clock: systemClock });
  const ask = async (messages: readonly ModelMessage[]): Promise<ModelAnswer> =>
    valueOf(
      await gateway.answer(
        { id: "m", name: "m", provider, model, baseUrl, key: KEY },
        { prompt: "You help customers.", messages, tools: [searchTickets], signal: new AbortController().signal },
      ),
    );
  const asked: ModelMessage = { role: "user", text: question };
  const first = await ask([asked]);
  const results = first.calls.map(({ id, name }) => ({
    role: "tool" as const,
    callId: id,
    name,
    text: "4711: printer on fire, open",
    isError: false,
  }));
  const second = await ask([asked, { role: "assistant", text: first.text, calls: first.calls }, ...results]);
  return [first, second];
}

const said = (answers: readonly ModelAnswer[]) =>
  answers.map(({ text, calls, finish, tokens }) => ({
    text,
    calls: calls.map(({ name, argumentsText }) => [name, argumentsText]),
    finish,
    tokens,
  }));

async function record(provider: ModelProvider): Promise<{ recording: Recording; answers: readonly ModelAnswer[] }> {
  await using server = await startModelServer([
    { calls: [{ id: "call_1", name: "search_tickets", argumentsText: '{"query":"printer"}' }] },
    { text: ["Ticket 4711 ", "is open."], tokens: { input: 90, output: 7 } },
  ]);
  await using recorder = await startRecorder(server.baseUrl(provider));
  const answers = await twoTurns(provider, "scripted-1", recorder.baseUrl);
  return {
    recording: { provider, model: "scripted-1", from: "loopback", exchanges: [...recorder.exchanges] },
    answers,
  };
}

describe.each(modelProviderSchema.options)("%s", (provider) => {
  it("what was recorded is said again, without the model and without its key", async () => {
    const { recording, answers } = await record(provider);
    expect(JSON.stringify(recording)).not.toContain(KEY);
    await using replay = await startReplayServer(recordingSchema.parse(JSON.parse(JSON.stringify(recording))));
    expect(said(await twoTurns(provider, "scripted-1", replay.baseUrl(provider)))).toEqual(said(answers));
    if (process.env["RECORD_MODELS"] === "loopback")
      writeFileSync(join(FOLDER, `${provider}-tickets.json`), `${JSON.stringify(recording, undefined, 2)}\n`);
  });

  it("another question than the recorded one is refused, with the place", async () => {
    const { recording } = await record(provider);
    await using replay = await startReplayServer(recording);
    const asked = twoTurns(provider, "scripted-1", replay.baseUrl(provider), "Something else?");
    await expect(asked).rejects.toThrow(/question 1 differs from the recorded one at \/(messages|input|contents)\//);
  });
});

it.each(readdirSync(FOLDER))("%s is what the console asks today", async (file) => {
  const recording = recordingSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  await using replay = await startReplayServer(recording);
  const answers = await twoTurns(recording.provider, recording.model, replay.baseUrl(recording.provider));
  expect(said(answers)[0]?.calls).toEqual([["search_tickets", '{"query":"printer"}']]);
  expect(answers[1]?.text).toBe("Ticket 4711 is open.");
});
