import { afterEach, beforeEach, expect, it } from "vitest";
import { createCore } from "#core/core.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

let fixture: CoreFixture;
beforeEach(async () => {
  fixture = await coreFixture();
  valueOf(await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/one" }));
  valueOf(await fixture.ask("servers.add", { id: "s2", url: "https://mcp.example.com/two" }));
});
afterEach(() => fixture.core.close());

const draft: MethodInput<"drafts.save"> = {
  id: "d1",
  serverId: "s1",
  toolName: "search_tickets",
  entryHash: "h",
  description: "Finds tickets.",
  parameters: { "/properties/query": "Words." },
  enabled: true,
};
const suite: MethodInput<"suites.save"> = {
  id: "t1",
  name: "Support",
  rows: [{ id: "r1", utterance: "find my ticket", expect: { kind: "none" } }],
};

it("a draft is saved, listed by server, changed in place, and removed; every screen is told", async () => {
  const saved = valueOf(await fixture.ask("drafts.save", draft));
  expect(saved).toEqual({ ...draft, changedAt: fixture.clock.now() });
  valueOf(await fixture.ask("drafts.save", { ...draft, id: "d2", serverId: "s2" }));
  valueOf(await fixture.ask("drafts.save", { ...draft, enabled: false }));
  expect(await fixture.ask("drafts.list", { serverId: "s1" })).toMatchObject([{ id: "d1", enabled: false }]);
  expect(await fixture.ask("drafts.list", {})).toHaveLength(2);
  valueOf(await fixture.ask("drafts.remove", { id: "d1" }));
  expect(
    fixture
      .heard("drafts.changed")
      .at(-1)
      ?.drafts.map(({ id }) => id),
  ).toEqual(["d2"]);
  expect(await fixture.ask("drafts.remove", { id: "d1" })).toMatchObject({ error: { kind: "not-found" } });
});

it("a draft needs a server that is there", async () => {
  expect(await fixture.ask("drafts.save", { ...draft, serverId: "gone" })).toMatchObject({
    error: { kind: "not-found" },
  });
});

it("drafts outlive their removed server until the next start", async () => {
  valueOf(await fixture.ask("drafts.save", draft));
  valueOf(await fixture.ask("drafts.save", { ...draft, id: "d2", serverId: "s2" }));
  valueOf(await fixture.ask("servers.remove", { id: "s1" }));
  expect(await fixture.ask("drafts.list", {})).toHaveLength(2);
  const again = await createCore(fixture.ports);
  expect(await again.handlers["drafts.list"]({}, { signal: AbortSignal.timeout(5_000) })).toMatchObject([{ id: "d2" }]);
});

it("a suite is saved and told to every screen; two rows with one id are refused", async () => {
  expect(valueOf(await fixture.ask("suites.save", suite))).toEqual({ ...suite, changedAt: fixture.clock.now() });
  expect(fixture.heard("suites.changed").at(-1)?.suites).toHaveLength(1);
  const [row] = suite.rows;
  if (row === undefined) throw new Error("the suite has a row");
  expect(await fixture.ask("suites.save", { ...suite, rows: [row, row] })).toMatchObject({
    error: { code: "E_ROW_ID" },
  });
  const many = Array.from({ length: 400 }, (_, at) => ({ ...row, id: `${at}`, utterance: "x".repeat(20_000) }));
  expect(await fixture.ask("suites.save", { ...suite, rows: many })).toMatchObject({ error: { code: "E_SUITE_SIZE" } });
});

it("a removed suite comes back with undo, and is purged at the next start", async () => {
  await fixture.ask("suites.save", suite);
  valueOf(await fixture.ask("suites.remove", { id: "t1" }));
  expect(await fixture.ask("suites.list", {})).toEqual([]);
  expect(await fixture.ask("suites.remove", { id: "t1" })).toMatchObject({ ok: false });
  expect(valueOf(await fixture.ask("suites.restore", { id: "t1" }))).toMatchObject({ name: "Support" });
  await fixture.ask("suites.remove", { id: "t1" });
  const again = await createCore(fixture.ports);
  const context = { signal: AbortSignal.timeout(5_000) };
  expect(await again.handlers["suites.restore"]({ id: "t1" }, context)).toMatchObject({ ok: false });
});
