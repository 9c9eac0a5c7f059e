import { afterEach, beforeEach, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import type { DriftSide } from "#shared/contract/drift.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

const lookup = (schema: JsonObject): JsonObject => ({
  name: "lookup",
  description: "Looks a ticket up.",
  inputSchema: schema,
});
const open: JsonObject = { type: "object", properties: { id: { type: "string" } } };
const strict: JsonObject = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };

let fixture: CoreFixture;
beforeEach(async () => {
  fixture = await coreFixture();
  await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/mcp" });
});
afterEach(() => fixture.core.close());

const discover = async (runId: string, schema: JsonObject): Promise<void> => {
  fixture.gateway.server.tools = [lookup(schema)];
  valueOf(await fixture.ask("discovery.run", { runId, serverId: "s1" }));
};
const compare = async (before: DriftSide, after: DriftSide) =>
  fixture.ask("drift.compare", { compareId: "c", serverId: "s1", before, after });
const snapshot = (id: string): DriftSide => ({ kind: "snapshot", id });

it("compares two snapshots and says which saved examples stop working", async () => {
  await discover("r1", open);
  await discover("r2", strict);
  await fixture.ask("examples.save", {
    id: "e1",
    serverId: "s1",
    toolName: "lookup",
    name: "no id",
    argumentsText: "{}",
  });
  const { drift, calls, before } = valueOf(await compare(snapshot("r1"), snapshot("r2")));
  expect(before.tools).toEqual([lookup(open)]);
  expect(drift.level).toBe("breaking");
  expect(drift.tools[0]?.changes[0]?.witness).toMatchObject({ from: "example", example: "no id" });
  expect(calls.map(({ example }) => example)).toEqual(["no id"]);
});

it("compares with a file, and says why one cannot be read", async () => {
  await discover("r1", open);
  const file = (text: string): DriftSide => ({ kind: "file", title: "tools.json", text });
  expect(valueOf(await compare(file(JSON.stringify({ tools: [lookup(open)] })), snapshot("r1"))).drift.tools).toEqual(
    [],
  );
  expect(await compare(file("nonsense"), snapshot("r1"))).toMatchObject({
    ok: false,
    error: { kind: "invalid-input", said: "The file is not JSON." },
  });
});

it("measures against the pinned baseline, and only against a snapshot of the same server", async () => {
  await discover("r1", open);
  await discover("r2", strict);
  const baseline: DriftSide = { kind: "baseline", serverId: "s1" };
  expect(await compare(baseline, snapshot("r2"))).toMatchObject({ ok: false, error: { kind: "not-found" } });
  expect(await fixture.ask("baselines.set", { serverId: "s1", snapshotId: "nobody" })).toMatchObject({ ok: false });
  expect(valueOf(await fixture.ask("baselines.set", { serverId: "s1", snapshotId: "r1" })).baseline).toBe("r1");
  expect(valueOf(await compare(baseline, snapshot("r2"))).drift.level).toBe("breaking");
  expect(valueOf(await fixture.ask("baselines.set", { serverId: "s1", snapshotId: null })).baseline).toBeUndefined();
});

it("gives the level of each changed run of the timeline", async () => {
  await discover("r1", open);
  await discover("r2", open);
  await discover("r3", strict);
  const changed = await fixture.ask("drift.timeline", { serverId: "s1", runIds: ["r3", "r1"] });
  expect(changed).toEqual([
    { runId: "r3", level: expect.any(String) as string, summary: expect.any(String) as string },
  ]);
  expect(changed[0]?.level).not.toBe("harmless");
});
