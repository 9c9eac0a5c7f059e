import * as fc from "fast-check";
import { expect, it } from "vitest";
import { StorageFailure, type Store } from "#core/store-port.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { aCall, aListing, aServer, aTool } from "./store-fixtures.ts";
import { dataFolder, opened } from "./data-folder.ts";

type Step = (store: Store) => Promise<unknown>;

const few = fc.constantFrom("a", "b", "c");
const time = fc.integer({ min: 0, max: 9 }).map((second) => `2026-11-22T10:00:0${second}.000Z`);
const state = fc.constantFrom("completed", "tool-error", "cancelled", "failed");
const cursor = fc.option(fc.oneof(few, time), { nil: undefined });
const before = (value: string | undefined) => (value === undefined ? {} : { before: value });
/** Anything a hostile server may put into a tool, NULs, lone surrogates and `__proto__` included. */
const json = fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text));
const error = {
  kind: "timeout",
  code: "E",
  phase: "mcp",
  said: "\u0000",
  evidence: "",
  retriable: true,
  next: "",
} as const;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(few, fc.string()).map(
    ([id, name]): Step =>
      (store) =>
        store.putServer(aServer(id, { name })),
  ),
  fc.tuple(few, fc.constantFrom("sse" as const, undefined), fc.option(time, { nil: undefined })).map(
    ([id, transport, removedAt]): Step =>
      (store) =>
        store.updateServer(id, { transport, removedAt }),
  ),
  fc.constant<Step>((store) => store.purgeRemoved()),
  fc.tuple(few, few, time).map(
    ([id, serverId, startedAt]): Step =>
      (store) =>
        store.startRun({ id, serverId, startedAt }),
  ),
  fc.tuple(few, fc.array(json, { maxLength: 3 })).map(
    ([id, extras]): Step =>
      (store) =>
        store.finishRun(id, {
          ok: true,
          value: aListing(
            extras.map((extra, at) => aTool(`t${at}`, at, { extra: extra as string })),
            { malformed: extras.map((raw, at) => ({ position: 9 + at, hash: "h", reason: "not\u0000so", raw })) },
          ),
        }),
  ),
  few.map(
    (id): Step =>
      (store) =>
        store.finishRun(id, { ok: false, error: { error, totalMs: 1 / 3 } }),
  ),
  fc.tuple(few, few, time).map(
    ([id, serverId, startedAt]): Step =>
      (store) =>
        store.startCall(aCall(id, serverId, { startedAt })),
  ),
  fc.tuple(few, few, state, json).map(
    ([id, serverId, state, extra]): Step =>
      (store) =>
        store.finishCall(
          aCall(id, serverId, { state, outcome: { kind: "completed", result: { extra: extra as string } } }),
        ),
  ),
  fc.tuple(few, few, fc.string()).map(
    ([id, serverId, toolName]): Step =>
      (store) =>
        store.putExample({ id, serverId, toolName, name: "n", argumentsText: "{}", savedAt: "now" }),
  ),
  few.map(
    (id): Step =>
      (store) =>
        store.removeExample(id),
  ),
  fc.tuple(few, cursor).map(
    ([id, from]): Step =>
      (store) =>
        store.listRuns(id, 2, from),
  ),
  fc.tuple(few, cursor).map(
    ([serverId, from]): Step =>
      (store) =>
        store.listCalls({ serverId, limit: 2, ...before(from) }),
  ),
  cursor.map(
    (from): Step =>
      (store) =>
        store.listCalls({ limit: 2, toolName: "search_tickets", ...before(from) }),
  ),
);

const everything = async (store: Store): Promise<unknown> => ({
  servers: await store.listServers(),
  last: [...(await store.lastRuns()).values()].toSorted((a, b) => (a.serverId < b.serverId ? -1 : 1)),
  each: await Promise.all(
    ["a", "b", "c"].flatMap((id) => [
      store.getServer(id),
      store.latestSnapshot(id),
      store.getSnapshot(id),
      store.getCall(id),
      store.listExamples(id),
      store.listRuns(id, 10),
      store.listCalls({ serverId: id, limit: 10 }),
    ]),
  ),
});

/** What a step answers, or the code of the failure that it is refused with. */
const outcome = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof StorageFailure) return thrown.error.code;
    throw thrown;
  }
};

it("the database and its in-memory twin answer alike, whatever is done to them (100 random histories)", async () => {
  const database = await opened(await dataFolder());
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const memory = memoryStore();
      try {
        for (const [at, perform] of steps.entries()) {
          const expected = plain(await outcome(perform(memory)));
          expect(plain(await outcome(perform(database))), `step ${at}`).toEqual(expected);
        }
        expect(plain(await everything(database))).toEqual(plain(await everything(memory)));
      } finally {
        for (const id of ["a", "b", "c"]) await database.updateServer(id, { removedAt: "now" });
        await database.purgeRemoved();
      }
    }),
    { numRuns: 100 },
  );
  await database.close();
}, 120_000);

/** Values as JSON carries them, since the twin keeps references. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? "null");
