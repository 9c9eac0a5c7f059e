import { afterEach, beforeEach, expect, it } from "vitest";
import { createCore } from "#core/core.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

let fixture: CoreFixture;
beforeEach(async () => {
  fixture = await coreFixture();
});
afterEach(() => fixture.core.close());

const support = {
  id: "a1",
  name: "Support voice",
  prompt: "When a customer asks for a ticket, use search_tickets.",
  serverIds: ["s1"],
  profileId: "insighto",
  severities: {},
};

it("an assistant is saved, changed in place and told to every screen", async () => {
  const saved = valueOf(await fixture.ask("assistants.save", support));
  expect(saved).toMatchObject({ ...support, createdAt: fixture.clock.now() });
  await fixture.ask("assistants.save", { ...support, name: "Voice" });
  expect((await fixture.ask("assistants.list", {})).map(({ name }) => name)).toEqual(["Voice"]);
  expect(
    fixture
      .heard("assistants.changed")
      .at(-1)
      ?.assistants.map(({ name }) => name),
  ).toEqual(["Voice"]);
});

it("a removed assistant comes back with undo, and is purged at the next start", async () => {
  await fixture.ask("assistants.save", support);
  await fixture.ask("assistants.remove", { id: "a1" });
  expect(await fixture.ask("assistants.list", {})).toEqual([]);
  expect(valueOf(await fixture.ask("assistants.restore", { id: "a1" })).prompt).toBe(support.prompt);
  await fixture.ask("assistants.remove", { id: "a1" });
  const again = await createCore(fixture.ports);
  const context = { signal: new AbortController().signal };
  expect(await again.handlers["assistants.restore"]({ id: "a1" }, context)).toMatchObject({ ok: false });
});

it("a suppression is kept with its reason until it is taken back", async () => {
  const suppression = { id: "x", ruleId: "T208", reason: "Descriptions are the vendor's.", serverId: "s1" };
  valueOf(await fixture.ask("suppressions.save", suppression));
  expect(await fixture.ask("suppressions.list", {})).toMatchObject([suppression]);
  await fixture.ask("suppressions.remove", { id: "x" });
  expect(await fixture.ask("suppressions.list", {})).toEqual([]);
  expect(fixture.heard("suppressions.changed")).toHaveLength(2);
});
