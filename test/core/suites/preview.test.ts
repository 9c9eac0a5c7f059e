import { afterEach, beforeEach, expect, it } from "vitest";
import type { MethodInput } from "#shared/contract/methods.ts";
import { conversationFixture, type ConversationFixture } from "../converse/conversation-fixture.ts";
import { valueOf } from "../../support/core-fixture.ts";

let fixture: ConversationFixture;
beforeEach(async () => {
  fixture = await conversationFixture();
  await fixture.addSample("success", "customer-success", "/mcp");
  valueOf(await fixture.ask("discovery.run", { runId: "d", serverId: "success" }));
});
afterEach(async () => {
  await fixture.close();
  expect(fixture.bugs).toEqual([]);
});

const draft: MethodInput<"drafts.preview">["draft"] = {
  id: "d1",
  serverId: "success",
  toolName: "flag_for_QBR",
  entryHash: "",
  description: "Adds penguins to the roster of the xylophone choir.",
  parameters: {},
  enabled: true,
};
const utterance = "penguins for the xylophone choir";
const place = (list: readonly { readonly name: string }[], name: string): number =>
  list.findIndex((one) => one.name === name) + 1;

it("a draft moves its tool in the ranking, and an empty one moves nothing", async () => {
  const moved = valueOf(await fixture.ask("drafts.preview", { utterance, draft }));
  expect(moved.before).toHaveLength(7);
  expect(place(moved.after, "flag_for_QBR")).toBe(1);
  const score = (list: typeof moved.before): number => list.find(({ name }) => name === "flag_for_QBR")?.score ?? 0;
  expect(score(moved.after)).toBeGreaterThan(score(moved.before));
  const { description: _, ...empty } = draft;
  const same = valueOf(await fixture.ask("drafts.preview", { utterance, draft: empty }));
  expect(same.after).toEqual(same.before);
  expect(same.before).toEqual(moved.before);
});

it("other drafts count on both sides; a draft that is saved counts as the one being typed", async () => {
  const plain = valueOf(await fixture.ask("drafts.preview", { utterance, draft }));
  valueOf(await fixture.ask("drafts.save", draft));
  expect(valueOf(await fixture.ask("drafts.preview", { utterance, draft }))).toEqual(plain);
  valueOf(await fixture.ask("drafts.save", { ...draft, id: "d2", toolName: "search_tickets" }));
  const both = valueOf(await fixture.ask("drafts.preview", { utterance, draft }));
  expect(place(both.before, "search_tickets")).toBe(1);
  expect(both.before).not.toEqual(plain.before);
});

it("an assistant brings its prompt, its other servers, and their names", async () => {
  await fixture.addSample("roads", "logistics", "/mcp");
  valueOf(await fixture.ask("discovery.run", { runId: "d2", serverId: "roads" }));
  const base = { id: "a", name: "Desk", serverIds: ["roads"], profileId: "insighto", severities: {} };
  const prompt = "When somebody speaks of penguins, call provision_seat.";
  valueOf(await fixture.ask("assistants.save", { ...base, prompt }));
  const { before } = valueOf(await fixture.ask("drafts.preview", { utterance, draft, assistantId: "a" }));
  expect(before.length).toBeGreaterThan(7);
  expect(before[0]?.name).toBe("provision_seat");
  expect(await fixture.ask("drafts.preview", { utterance, draft, assistantId: "gone" })).toMatchObject({
    error: { kind: "not-found" },
  });
});

it("a tool that no list holds is said", async () => {
  expect(await fixture.ask("drafts.preview", { utterance, draft: { ...draft, toolName: "gone" } })).toMatchObject({
    error: { kind: "not-found" },
  });
  valueOf(await fixture.ask("servers.add", { id: "new", url: "https://mcp.example.com/new" }));
  expect(await fixture.ask("drafts.preview", { utterance, draft: { ...draft, serverId: "new" } })).toMatchObject({
    error: { kind: "not-found" },
  });
});

it("keys that overtake each other all get their answer", async () => {
  const texts = Array.from({ length: 20 }, (_, at) => "penguins and xylophones".slice(0, at + 3));
  const answers = await Promise.all(
    texts.map((description) => fixture.ask("drafts.preview", { utterance, draft: { ...draft, description } })),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
});
