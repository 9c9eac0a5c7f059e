import { afterEach, describe, expect, it } from "vitest";
import { modelProviderSchema } from "#shared/contract/model.ts";
import { startModelServer } from "../../servers/models/model-server.ts";
import { valueOf } from "../../support/core-fixture.ts";
import { conversationFixture, type ConversationFixture } from "../converse/conversation-fixture.ts";

const KEY = "sk-test-9f8e7d6c5b4a39281706";

let fixture: ConversationFixture | undefined;
afterEach(async () => {
  await fixture?.close();
  fixture = undefined;
});

describe.each(modelProviderSchema.options)("a whole conversation over %s", (provider) => {
  it("discovers, decides, calls and replies; the key is nowhere to be found", async () => {
    await using server = await startModelServer(({ body }, turn) =>
      turn === 0
        ? { calls: [{ name: "search_tickets", argumentsText: '{"query":"invoice"}' }] }
        : { text: ["I found ", `${JSON.stringify(body).includes(" found.") ? "tickets" : "nothing"}.`] },
    );
    fixture = await conversationFixture();
    const told: unknown[] = [];
    for (const name of ["conversation.stepped", "conversation.streamed", "models.changed"] as const)
      fixture.on(name, (payload) => told.push(payload));
    await fixture.addSample("desk", "customer-success", "/mcp");
    const model = { id: "m", name: "Scripted", provider, model: "scripted-1", key: KEY };
    valueOf(await fixture.ask("models.save", { ...model, baseUrl: server.baseUrl(provider) }));
    const started = await fixture.start("You help customers.", ["desk"], { modelId: "m", confirmCalls: false });
    const turn = await fixture.say("Is there a ticket about an invoice?");
    expect(turn.steps.map(({ kind }) => kind)).toEqual(["considered", "decided", "called", "considered", "replied"]);
    expect(turn.steps.find(({ kind }) => kind === "called")).toMatchObject({
      tool: "search_tickets",
      state: "completed",
    });
    expect(turn.steps.at(-1)).toMatchObject({ text: "I found tickets.", tokens: { input: 21, output: 8 } });
    expect(fixture.bugs).toEqual([]);
    const kept = await Promise.all([
      fixture.ports.store.listDocuments("conversation"),
      fixture.ask("conversations.get", { id: "c" }),
      fixture.ask("calls.list", { limit: 50 }),
      fixture.ask("traffic.list", { serverId: "desk", limit: 50 }),
    ]);
    expect(JSON.stringify([started, turn, told, kept])).not.toContain(KEY);
  });
});
