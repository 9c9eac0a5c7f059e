import { afterEach, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { MOST_CONVERSATIONS as MOST_KEPT, type Conversation } from "#shared/contract/conversation.ts";
import { conversationWriter } from "#core/converse/conversation-file.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import type { Store } from "#core/store-port.ts";
import { valueOf } from "../../support/core-fixture.ts";
import { conversationFixture, type ConversationFixture } from "./conversation-fixture.ts";

const fixtures: ConversationFixture[] = [];
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) {
    await fixture.close();
    expect(fixture.bugs).toEqual([]);
  }
});
async function open(store: Store): Promise<ConversationFixture> {
  const fixture = await conversationFixture({ store });
  fixtures.push(fixture);
  return fixture;
}

/** As a process that ends leaves it: the store is for the next one. */
const lasting = (store: Store): Store => ({ ...store, close: async () => undefined });

it("a conversation that is removed while it is taken up stays removed", async () => {
  const store = lasting(memoryStore());
  const first = await open(store);
  await first.addSample("desk", "customer-success", "/mcp");
  await first.start("", ["desk"]);
  await first.close();

  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const second = await open({
    ...store,
    async getSnapshot(id) {
      reached.resolve();
      await gate.promise;
      return store.getSnapshot(id);
    },
  });
  const saying = second.ask("conversations.say", { conversationId: "c", turnId: "t", text: "Hello" });
  await reached.promise;
  const removing = second.ask("conversations.remove", { id: "c" });
  gate.resolve();
  valueOf(await removing);
  await saying; // it is said before the end, or refused
  expect(await second.ask("conversations.list", {})).toEqual([]);
  expect(await second.ask("conversations.get", { id: "c" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
  const again = await second.ask("conversations.say", { conversationId: "c", turnId: "u", text: "Hello" });
  expect(again).toMatchObject({ ok: false, error: { kind: "not-found" } });
});

const started = (at: number): string => new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();

it(`the newest ${MOST_KEPT} conversations are kept; of the others those that were opened since the start`, async () => {
  const store = memoryStore();
  const fixture = await open(store);
  const { id: _id, ...like } = await fixture.start("", []);
  for (let at = 0; at < MOST_KEPT + 3; at += 1) {
    const kept: Conversation = { ...like, id: `k${at}`, startedAt: started(at) };
    await conversationWriter(store)(kept);
  }
  valueOf(await fixture.ask("conversations.get", { id: "k0" }));
  valueOf(await fixture.ask("conversations.start", { conversationId: "d", assistantId: "a" }));
  const ids = (await fixture.ask("conversations.list", {})).map(({ id }) => id);
  // Five too many, of which the oldest was opened.
  expect(ids).toHaveLength(MOST_KEPT + 1);
  expect(ids.slice(0, 2)).toEqual(["d", "c"]);
  expect(ids.slice(-2)).toEqual(["k5", "k0"]);
  expect(await fixture.ask("conversations.get", { id: "k4" })).toMatchObject({ ok: false });
  expect(await store.listDocuments("conversation")).toHaveLength(MOST_KEPT + 1);
});

it("what changes while a conversation is written is written next, and once", async () => {
  const store = memoryStore();
  const gate = Promise.withResolvers<void>();
  const written: JsonObject[] = [];
  const write = conversationWriter({
    ...store,
    async changeDocuments(changes) {
      await gate.promise;
      written.push(
        ...changes.flatMap(({ kind, document }) =>
          kind === "conversation" && document !== undefined ? [document] : [],
        ),
      );
    },
  });
  const fixture = await open(memoryStore());
  const base = await fixture.start("", []);
  const writes = ["one", "two", "three"].map((prompt) => write({ ...base, prompt }));
  gate.resolve();
  await Promise.all(writes);
  await write({ ...base, prompt: "four" });
  expect(written.map(({ prompt }) => prompt)).toEqual(["one", "three", "four"]);
});
