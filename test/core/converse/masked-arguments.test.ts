import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MASK, secretForms } from "#shared/base/redact.ts";
import { ok } from "#shared/base/result.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { ModelAnswer, ModelMessage } from "#core/model-ports.ts";
import type { Ports } from "#core/ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { transcriptHtml } from "#shared/report/transcript-html.ts";
import { transcriptMarkdown } from "#shared/report/transcript-markdown.ts";
import { transcriptJson } from "#shared/report/transcript.ts";
import { startSdkServer, type TestServer } from "../../shells/cli/test-server.ts";
import { fakeSecrets, valueOf } from "../../support/core-fixture.ts";
import { conversationFixture, stepsOf, type ConversationFixture } from "./conversation-fixture.ts";

const SECRET = "sk-live-9f8e7d6c5b4a3928";
const usage = {
  name: "get_usage",
  description: "Usage of an API key in one month.",
  inputSchema: {
    type: "object",
    properties: {
      api_key: { type: "string", description: "The API key, e.g. sk-live-0000." },
      month: { type: "string", enum: ["March", "April", "May"], description: "The month." },
    },
    required: ["api_key", "month"],
  },
  annotations: { readOnlyHint: true },
};

let folder: string;
let server: TestServer;
let sent: JsonObject[];
let fixture: ConversationFixture;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "preflight-masked-"));
  sent = [];
  server = await startSdkServer(() => ({
    tools: [usage],
    call: (args) => {
      sent.push(args as JsonObject);
      return { content: [{ type: "text", text: `Usage of ${String(args["api_key"])}: 12 calls.` }] };
    },
  }));
});
afterEach(async () => {
  await fixture.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
  expect(fixture.bugs).toEqual([]);
});

/** The secret is the one of the server's own address, so that it is known and masked. */
async function open(changes: Partial<Ports> = {}): Promise<void> {
  // Sealed by something that is not in the folder, as a keyring does it.
  const sealed: string[] = [];
  const secrets = {
    ...fakeSecrets(),
    seal: async (text: string) => ({ backend: "keyring:test", sealedAt: "", data: `sealed-${sealed.push(text)}` }),
    open: async () => ok(JSON.stringify({ url: `${server.origin}/mcp?token=${SECRET}`, headers: {} })),
  };
  fixture = await conversationFixture({ store: valueOf(await openStore({ folder })), secrets, ...changes });
}
async function start(modelId = "simulated"): Promise<void> {
  await fixture.addServer("meter", `${server.origin}/mcp?token=${SECRET}`);
  await fixture.start("When someone asks for usage, use get_usage.", ["meter"], { modelId });
}
const exported = async (): Promise<string> => {
  const conversation = valueOf(await fixture.ask("conversations.get", { id: "c" }));
  return [transcriptHtml(conversation), transcriptMarkdown(conversation), transcriptJson(conversation)].join("\n");
};
async function expectHidden(): Promise<void> {
  const told = await exported();
  expect(told).toContain(MASK);
  for (const form of secretForms(SECRET)) expect(told.includes(form)).toBe(false);
  for (const file of await readdir(folder, { recursive: true })) {
    const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0)); // a folder
    for (const form of secretForms(SECRET)) expect(bytes.includes(form)).toBe(false);
  }
}

it("a turn that goes back to a call sends the value as it was said, though what is kept of it is masked", async () => {
  await open();
  await start();
  await fixture.say(`What is the usage of the API key "${SECRET}" in March?`);
  const again = await fixture.say("and for April?");
  expect(sent).toEqual([
    { api_key: SECRET, month: "March" },
    { api_key: SECRET, month: "April" },
  ]);
  expect(stepsOf(again, "decided")[0]?.calls[0]?.argumentsText).toBe(`{"api_key":"${MASK}","month":"April"}`);
  await expectHidden();
});

it("an answer to a question back is sent with what was said before it, as it was said", async () => {
  await open();
  await start();
  const asked = await fixture.say(`What is the usage of the API key "${SECRET}"?`);
  expect(stepsOf(asked, "decided")[0]).toMatchObject({ decision: "ask", missing: ["month"] });
  await fixture.say("April");
  expect(sent).toEqual([{ api_key: SECRET, month: "April" }]);
  await expectHidden();
});

it("what is kept masked only is asked for again after a restart, and no mask is ever sent", async () => {
  await open();
  await start();
  await fixture.say(`What is the usage of the API key "${SECRET}" in March?`);
  await fixture.close();
  await open();
  const say = async (turnId: string, text: string) =>
    valueOf(await fixture.ask("conversations.say", { conversationId: "c", turnId, text }));
  const again = await say("t2", "and for April?");
  expect(stepsOf(again, "decided")[0]).toMatchObject({ decision: "ask", missing: ["api_key"] });
  await say("t3", `it is "${SECRET}"`);
  expect(sent).toEqual([
    { api_key: SECRET, month: "March" },
    { api_key: SECRET, month: "April" },
  ]);
  await expectHidden();
});

it("a real model is told what was said and called as it was; a mask that it passes on is not sent", async () => {
  const heard: (readonly ModelMessage[])[] = [];
  const call = (key: string) => ({
    calls: [{ id: "x", name: "get_usage", argumentsText: JSON.stringify({ api_key: key, month: "March" }) }],
  });
  const script: Partial<ModelAnswer>[] = [call(SECRET), { text: "12." }, call(MASK), { text: "Which key?" }];
  await open({
    models: {
      async answer(_model, { messages }) {
        heard.push(messages);
        return ok({ text: "", calls: [], finish: "done", ms: 1, ...script.shift() });
      },
    },
  });
  const model = { id: "m", name: "Mine", provider: "openai-compatible" as const, model: "x" };
  valueOf(await fixture.ask("models.save", { ...model, baseUrl: "http://127.0.0.1:9/v1" }));
  await start("m");
  await fixture.say(`The usage of ${SECRET} in March, please`);
  await fixture.say("And once more?");
  expect(sent).toEqual([{ api_key: SECRET, month: "March" }]);
  const [user, assistant, result] = heard[2] ?? [];
  expect(user).toEqual({ role: "user", text: `The usage of ${SECRET} in March, please` });
  expect(assistant).toMatchObject({ calls: [{ argumentsText: JSON.stringify({ api_key: SECRET, month: "March" }) }] });
  // What the server said stays masked: its secrets are not the model's to know.
  expect(result).toMatchObject({ role: "tool", text: `Usage of ${MASK}: 12 calls.` });
  expect(heard[3]?.at(-1)).toMatchObject({ role: "tool", isError: true, text: expect.stringContaining("hidden") });
  await expectHidden();
});
