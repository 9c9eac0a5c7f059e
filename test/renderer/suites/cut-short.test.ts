import { expect, test } from "vitest";
import { useJobs } from "#renderer/api/jobs.ts";
import { cancelRun, forgetCutShort, runSuite, useRuns } from "#renderer/features/suites/runs-store.ts";
import type { EventListener } from "#shared/contract/events.ts";
import type { Suite } from "#shared/contract/suite.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";

const suite: Suite = {
  id: "callers",
  name: "Callers",
  changedAt: "2026-11-22T10:00:00.000Z",
  rows: ["one", "two"].map((id) => ({ id, utterance: id, expect: { kind: "none" as const } })),
};
const tried = { decision: "answer" as const, calls: [], passed: true, ms: 1 };

test("a run that is cancelled leaves on screen what was answered until then, until it is put away", async () => {
  let hear: ((payload: never) => void) | undefined;
  const api = {
    on: (_name: Parameters<EventListener>[0], listener: (payload: never) => void) => {
      hear = listener;
      return () => undefined;
    },
    call: (_method: string, input: { readonly runId: string }, options: { readonly signal: AbortSignal }) => {
      hear?.({ runId: input.runId, done: 1, total: 2, result: { rowId: "one", tries: [tried] } } as never);
      return new Promise((_resolve, reject) =>
        options.signal.addEventListener("abort", () => reject(new RpcFailure("cancelled", "cancelled"))),
      );
    },
  } as unknown as ConsoleApi;
  const run = runSuite(api, suite, { assistantId: "voice", repeats: 1, drafts: true, snapshotIds: {} });
  await expect.poll(() => useJobs.getState().running).toHaveLength(1);
  cancelRun(suite.id);
  expect(await run).toBeUndefined();
  expect(useRuns.getState().underWay.size).toBe(0);
  expect(useRuns.getState().cutShort.get(suite.id)).toMatchObject({ done: 1, total: 2 });
  expect([...(useRuns.getState().cutShort.get(suite.id)?.results.keys() ?? [])]).toEqual(["one"]);
  forgetCutShort(suite.id);
  expect(useRuns.getState().cutShort.size).toBe(0);
});
