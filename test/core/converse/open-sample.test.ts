import { afterEach, expect, it } from "vitest";
import { valueOf } from "../../support/core-fixture.ts";
import { conversationFixture, kindsOf, replyOf, type ConversationFixture } from "./conversation-fixture.ts";

let fixture: ConversationFixture;
afterEach(() => fixture.close());

it("the sample assistant opens with its server, once, and its scripted turns show what a conversation can show", async () => {
  fixture = await conversationFixture();
  const { assistant, say } = valueOf(await fixture.ask("assistants.openSample", {}));
  const again = valueOf(await fixture.ask("assistants.openSample", {}));
  expect(again.assistant).toEqual(assistant);
  expect(await fixture.ask("servers.list", {})).toMatchObject([{ sample: "customer-success" }]);
  valueOf(await fixture.ask("conversations.start", { conversationId: "c", assistantId: assistant.id }));
  fixture.on("conversation.stepped", ({ step }) => {
    if (step.kind === "asked-permission" && step.answer === "waiting")
      void fixture.ask("conversations.permit", { conversationId: "c", callId: step.callId, allow: true });
  });
  const turns = [];
  for (const text of say) turns.push(await fixture.say(text));
  expect(turns.map(kindsOf)).toEqual([
    "considered decided called replied",
    "considered decided replied",
    "considered decided asked-permission called replied",
    "considered decided replied",
  ]);
  expect(turns.map(replyOf)).toEqual([
    expect.stringMatching(/^Bramble & Co is past due/),
    expect.stringMatching(/^To go on I need the email/),
    expect.stringMatching(/^ada@example.com was invited to Harbour Freight Partners as editor/),
    expect.stringMatching(/^None of my 7 tools fits that/),
  ]);
});

it("what a person changed in the sample assistant stays, and a server that was removed is added again", async () => {
  fixture = await conversationFixture();
  const { assistant } = valueOf(await fixture.ask("assistants.openSample", {}));
  valueOf(await fixture.ask("assistants.save", { ...assistant, prompt: "Mine." }));
  valueOf(await fixture.ask("servers.remove", { id: assistant.serverIds[0] ?? "" }));
  const opened = valueOf(await fixture.ask("assistants.openSample", {}));
  expect(opened.assistant.prompt).toBe("Mine.");
  const [server] = await fixture.ask("servers.list", {});
  expect(opened.assistant.serverIds).toEqual([server?.id]);
});
