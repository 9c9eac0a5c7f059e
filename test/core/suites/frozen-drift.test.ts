import { afterEach, beforeEach, expect, it } from "vitest";
import type { SuiteRow, SuiteRun } from "#shared/contract/suite.ts";
import { compareRuns } from "#shared/converse/suite/flips.ts";
import { conversationFixture, type ConversationFixture } from "../converse/conversation-fixture.ts";
import { valueOf } from "../../support/core-fixture.ts";

const calls = (tool: string): SuiteRow["expect"] => ({ kind: "call", calls: [{ tool, match: "ignored" }] });
const rows: SuiteRow[] = [
  { id: "old-name", utterance: "Look up order 20417", expect: calls("get_order") },
  { id: "new-name", utterance: "Look up order 20418", expect: calls("read_order") },
  { id: "gone", utterance: "Refund order 20417, it arrived damaged", expect: calls("refund_order") },
  { id: "steady", utterance: "Search the products for a red kettle", expect: calls("search_products") },
];

let fixture: ConversationFixture;
beforeEach(async () => {
  fixture = await conversationFixture();
  await fixture.addSample("shop", "troublesome", "/drifting");
  const assistant = { id: "a", name: "Desk", prompt: "", serverIds: ["shop"], profileId: "insighto", severities: {} };
  valueOf(await fixture.ask("assistants.save", assistant));
  valueOf(await fixture.ask("suites.save", { id: "t", name: "Desk", rows }));
});
afterEach(async () => {
  await fixture.close();
  expect(fixture.bugs).toEqual([]);
});

const runOn = async (snapshotId: string): Promise<SuiteRun> =>
  valueOf(
    await fixture.ask("suites.run", {
      runId: `run-${snapshotId}`,
      suiteId: "t",
      assistantId: "a",
      repeats: 1,
      drafts: false,
      snapshotIds: { shop: snapshotId },
    }),
  );

it("runs on frozen lists of before and after a drift flip exactly the rows that the drift touched", async () => {
  const lists: string[] = [];
  for (const runId of ["d1", "d2", "d3", "d4", "d5"])
    lists.push(valueOf(await fixture.ask("discovery.run", { runId, serverId: "shop" })).id);
  const [first = "", , , , last = ""] = lists;
  // Whatever is decided from here on is decided from what was kept.
  valueOf(await fixture.ask("samples.stop", { id: "troublesome" }));
  const before = await runOn(first);
  const after = await runOn(last);
  expect(after.title).toBe("Desk, simulated model, frozen lists");
  expect(after.toolsHash).not.toBe(before.toolsHash);
  expect(after.promptHash).toBe(before.promptHash);

  const { flips, ...counts } = compareRuns(before, after);
  expect(Object.fromEntries(flips.map(({ row, kind }) => [row.id, kind]))).toEqual({
    "old-name": "broken",
    "new-name": "fixed",
    gone: "broken",
  });
  expect(counts).toMatchObject({ broken: 2, fixed: 1, changed: 0, same: 1, edited: 0 });
  expect(flips.find(({ row }) => row.id === "old-name")?.after.pick.calls).toMatchObject([{ tool: "read_order" }]);

  // The older list a second time, after the newer one: nothing of a run stays behind in the next.
  const again = valueOf(
    await fixture.ask("suites.run", {
      runId: "again",
      suiteId: "t",
      assistantId: "a",
      repeats: 1,
      drafts: false,
      snapshotIds: { shop: first },
    }),
  );
  expect(compareRuns(before, again)).toMatchObject({ flips: [], same: rows.length });
  // Both runs are kept with what they were judged on, so that they can be compared later.
  const kept = valueOf(await fixture.ask("suites.getRun", { id: after.id }));
  expect(compareRuns(before, kept).flips.map(({ row }) => row.id)).toEqual(flips.map(({ row }) => row.id));
});
