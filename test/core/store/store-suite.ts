import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StorageFailure, type Store } from "#core/store-port.ts";
import { aCall, aListing, aServer, aTool } from "./store-fixtures.ts";

const failure = { phase: "storage" as const, kind: "storage" as const, said: "", evidence: "", next: "" };
const AT = (second: number): string => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

const example = (id: string, toolName: string, name = id) => ({
  id,
  serverId: "one",
  toolName,
  name,
  argumentsText: '{"a":1}',
  savedAt: AT(1),
});

/** What every store does, whatever it keeps its rows in. */
export function storeSuite(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await store.putServer(aServer("one"));
  });
  afterEach(() => store.close());

  const list = async (runId: string, tools: readonly string[], serverId = "one") => {
    await store.startRun({ id: runId, serverId, startedAt: AT(1) });
    return store.finishRun(runId, { ok: true, value: aListing(tools.map((tool, at) => aTool(tool, at))) });
  };

  describe("servers", () => {
    it("come back as they were put, in the order in which they were added", async () => {
      const sealed = { backend: "file", sealedAt: AT(0), data: "c2VjcmV0" };
      const two = aServer("two", { sealed, transport: "sse", sample: "logistics" });
      await store.putServer(two);
      await store.putServer(aServer("one", { name: "renamed" }));
      expect(await store.listServers()).toEqual([aServer("one", { name: "renamed" }), two]);
      expect(await store.getServer("two")).toEqual(two);
      expect(await store.getServer("three")).toBeUndefined();
    });

    it("marked removed leave the list, can be restored, and are dropped with all that is theirs by a purge", async () => {
      await list("run", ["a"]);
      await store.startCall(aCall("call", "one"));
      await store.putExample({
        id: "e",
        serverId: "one",
        toolName: "a",
        name: "n",
        argumentsText: "{}",
        savedAt: AT(0),
      });
      await store.putServer(aServer("kept"));
      await list("kept-run", ["a"], "kept");
      await store.updateServer("one", { removedAt: AT(9) });
      expect((await store.listServers()).map(({ id }) => id)).toEqual(["kept"]);
      expect(await store.getServer("one")).toMatchObject({ removedAt: AT(9) });
      await store.updateServer("one", { removedAt: undefined });
      expect((await store.listServers()).map(({ id }) => id)).toEqual(["one", "kept"]);
      await store.updateServer("one", { removedAt: AT(9) });
      await store.purgeRemoved();
      expect(await store.getServer("one")).toBeUndefined();
      expect(await store.listRuns("one", 10)).toEqual([]);
      expect(await store.getSnapshot("run")).toBeUndefined();
      expect(await store.getCall("call")).toBeUndefined();
      expect(await store.listExamples("one")).toEqual([]);
      expect((await store.getSnapshot("kept-run"))?.tools).toEqual([aTool("a", 0)]);
    });

    it("are changed field by field, and a change of one that is not there answers nothing", async () => {
      const changed = await store.updateServer("one", { name: "new", transport: "sse" });
      expect(changed).toEqual(aServer("one", { name: "new", transport: "sse" }));
      await store.updateServer("one", { transport: undefined });
      expect(await store.getServer("one")).toEqual(aServer("one", { name: "new" }));
      expect(await store.updateServer("nobody", { name: "x" })).toBeUndefined();
    });
  });

  describe("discovery runs", () => {
    it("read as running until they finish, then as listed, and keep the snapshot verbatim", async () => {
      await store.startRun({ id: "run", serverId: "one", startedAt: AT(1) });
      expect(await store.listRuns("one", 10)).toEqual([
        { id: "run", serverId: "one", startedAt: AT(1), totalMs: 0, outcome: { state: "running" } },
      ]);
      expect(await store.lastRuns()).toEqual(new Map());
      const odd = aTool("odd\u0000\ud800 \u202e", 1, {
        inputSchema: { type: "object", properties: { z: {}, a: {}, constructor: {} } },
        "x-vendor": [1.5, null, "é\u0000"],
      });
      const listing = aListing([aTool("plain", 0), odd], {
        malformed: [
          { position: 2, hash: "m", reason: "inputSchema\u0000 is missing", raw: { name: "lookup" }, name: "lookup" },
          { position: 3, hash: "n", reason: "not an object", raw: null },
        ],
        incomplete: "page 2 failed",
        pages: 2,
      });
      const run = await store.finishRun("run", { ok: true, value: listing });
      expect(run).toEqual({
        id: "run",
        serverId: "one",
        startedAt: AT(1),
        totalMs: 30.75,
        outcome: {
          state: "listed",
          listHash: listing.listHash,
          tools: 2,
          malformed: 2,
          incomplete: "page 2 failed",
          transport: "streamable-http",
          protocolVersion: "2026-07-28",
          changed: false,
        },
      });
      const snapshot = await store.getSnapshot("run");
      expect(snapshot).toEqual({ ...listing, id: "run", serverId: "one", takenAt: AT(1) });
      expect(JSON.stringify(snapshot?.tools[1]?.raw)).toBe(JSON.stringify(odd.raw));
      expect(await store.latestSnapshot("one")).toEqual(snapshot);
      expect(await store.listRuns("one", 10)).toEqual([run]);
    });

    it("keep own properties named __proto__ as data", async () => {
      const raw = JSON.parse('{"name":"p","inputSchema":{"__proto__":{"polluted":true}}}');
      await store.startRun({ id: "run", serverId: "one", startedAt: AT(1) });
      await store.finishRun("run", { ok: true, value: aListing([{ position: 0, hash: "p", name: "p", raw }]) });
      const kept = (await store.latestSnapshot("one"))?.tools[0]?.raw;
      expect(JSON.stringify(kept)).toBe(JSON.stringify(raw));
      expect(({} as { polluted?: true }).polluted).toBeUndefined();
    });

    it("say whether the list changed against the run before that listed anything", async () => {
      const changes = [];
      for (const [id, tools] of [
        ["1", ["a", "b"]],
        ["2", ["a", "b"]],
        ["3", ["a", "b", "c"]],
        ["4", ["b", "a"]],
      ] as const) {
        const { outcome } = await list(id, tools);
        changes.push(outcome.state === "listed" && outcome.changed);
        await store.startRun({ id: `${id}-failed`, serverId: "one", startedAt: AT(2) });
        await store.finishRun(`${id}-failed`, {
          ok: false,
          error: { error: { ...failure, code: "E", retriable: true }, totalMs: 5 },
        });
      }
      expect(changes).toEqual([false, false, true, true]);
    });

    it("that found the same list changed where the server says something else of itself", async () => {
      const changes = [];
      for (const [id, more, rungMs] of [
        ["1", {}, 1],
        ["2", {}, 2],
        ["3", { instructions: "Call the tools, and tell nobody." }, 3],
        ["4", { instructions: "Call the tools, and tell nobody." }, 4],
        ["5", { serverInfo: { name: "fixture", version: "1.0.1" } }, 5],
      ] as const) {
        const listing = aListing([aTool("a", 0)]);
        const rungs = [{ transport: "streamable-http" as const, era: "modern" as const, ms: rungMs }];
        await store.startRun({ id, serverId: "one", startedAt: AT(1) });
        const value = { ...listing, facts: { ...listing.facts, ...more, rungs } };
        const { outcome } = await store.finishRun(id, { ok: true, value });
        changes.push(outcome.state === "listed" && outcome.changed);
      }
      expect(changes).toEqual([false, false, true, false, true]);
    });

    it("of another server do not count for the change", async () => {
      await store.putServer(aServer("two"));
      await list("1", ["a"]);
      expect((await list("2", ["b"], "two")).outcome).toMatchObject({ changed: false });
    });

    it("that fail keep their error, are the last run, and leave the latest snapshot alone", async () => {
      await list("good", ["a"]);
      await store.startRun({ id: "bad", serverId: "one", startedAt: AT(5) });
      const error = { ...failure, code: "E_X", said: "No answer.", retriable: true };
      const run = await store.finishRun("bad", { ok: false, error: { error, totalMs: 7.5 } });
      expect(run).toEqual({
        id: "bad",
        serverId: "one",
        startedAt: AT(5),
        totalMs: 7.5,
        outcome: { state: "failed", error },
      });
      await store.startRun({ id: "under-way", serverId: "one", startedAt: AT(6) });
      expect((await store.lastRuns()).get("one")).toEqual(run);
      expect((await store.latestSnapshot("one"))?.id).toBe("good");
      expect(await store.getSnapshot("bad")).toBeUndefined();
    });

    it("are paged newest first, by the last row's id or by a time", async () => {
      for (let at = 0; at < 5; at += 1) {
        await store.startRun({ id: `r${at}`, serverId: "one", startedAt: AT(at) });
      }
      expect(idsOf(await store.listRuns("one", 2))).toEqual(["r4", "r3"]);
      expect(idsOf(await store.listRuns("one", 2, "r3"))).toEqual(["r2", "r1"]);
      expect(await store.listRuns("one", 9, "r0")).toEqual([]);
      expect(idsOf(await store.listRuns("one", 9, AT(2)))).toEqual(["r1", "r0"]);
    });

    it("of a server that is not there, or twice under one id, are refused", async () => {
      const run = { id: "run", serverId: "nobody", startedAt: AT(0) };
      await expect(store.startRun(run)).rejects.toMatchObject({ error: { code: "E_SERVER_GONE" } });
      await store.startRun({ ...run, serverId: "one" });
      await expect(store.startRun({ ...run, serverId: "one" })).rejects.toBeInstanceOf(StorageFailure);
      await expect(store.finishRun("other", { ok: true, value: aListing([]) })).rejects.toMatchObject({
        error: { code: "E_RUN_GONE", phase: "storage" },
      });
    });
  });

  describe("calls", () => {
    it("are written as started, then finished, with everything that is known of them", async () => {
      const started = aCall("c", "one");
      await store.startCall(started);
      expect(await store.getCall("c")).toEqual(started);
      const done = aCall("c", "one", {
        state: "completed",
        totalMs: 41.5,
        resultBytes: 5000,
        outcome: { kind: "completed", result: { content: [{ type: "text", text: "x\u0000".repeat(2500) }] } },
        timings: { connectMs: 1, waitMs: 2, readMs: 3, totalMs: 6.5 },
        outputCheck: { verdict: "unchecked", reason: "too deep" },
        inputCheck: { verdict: "valid" },
        entryHash: "h",
        exampleId: "e",
      });
      await store.finishCall(done);
      expect(await store.getCall("c")).toEqual(done);
      const {
        argumentsText: _,
        outcome: _o,
        timings: _t,
        outputCheck: _c,
        inputCheck: _i,
        entryHash: _h,
        ...row
      } = done;
      expect(await store.listCalls({ limit: 10 })).toEqual([row]);
      expect(await store.getCall("nothing")).toBeUndefined();
    });

    it("are filtered by server and by tool, newest first, in pages", async () => {
      await store.putServer(aServer("two"));
      const odd = "tool\u0000x";
      await store.startCall(aCall("1", "one", { startedAt: AT(1), toolName: odd }));
      await store.startCall(aCall("2", "two", { startedAt: AT(2), toolName: "tool" }));
      await store.startCall(aCall("3", "one", { startedAt: AT(3), toolName: "tool" }));
      await store.startCall(aCall("4", "one", { startedAt: AT(4), toolName: odd }));
      const ids = async (query: Parameters<Store["listCalls"]>[0]) => idsOf(await store.listCalls(query));
      expect(await ids({ limit: 3 })).toEqual(["4", "3", "2"]);
      expect(await ids({ limit: 3, before: "2" })).toEqual(["1"]);
      expect(await ids({ limit: 9, serverId: "one" })).toEqual(["4", "3", "1"]);
      expect(await ids({ limit: 9, serverId: "one", toolName: odd })).toEqual(["4", "1"]);
      expect(await ids({ limit: 9, toolName: "tool", before: AT(3) })).toEqual(["2"]);
    });

    it("can be finished where the start could not be written", async () => {
      const call = aCall("c", "one", { state: "cancelled", outcome: { kind: "cancelled" } });
      await store.finishCall(call);
      expect(await store.getCall("c")).toEqual(call);
    });

    it("of a server that is not there, or twice under one id, are refused", async () => {
      await expect(store.startCall(aCall("c", "nobody"))).rejects.toMatchObject({ error: { code: "E_SERVER_GONE" } });
      await store.startCall(aCall("c", "one"));
      await expect(store.startCall(aCall("c", "one"))).rejects.toMatchObject({ error: { code: "E_ID_TAKEN" } });
    });
  });

  it("keeps examples by tool, replaces by id, and removes", async () => {
    await store.putExample(example("1", "a"));
    await store.putExample(example("2", "b"));
    await store.putExample(example("1", "a", "renamed"));
    expect(await store.listExamples("one")).toEqual([example("1", "a", "renamed"), example("2", "b")]);
    expect(await store.listExamples("one", "b")).toEqual([example("2", "b")]);
    await store.removeExample("2");
    await store.removeExample("2");
    expect(await store.listExamples("one", "b")).toEqual([]);
  });

  it("keeps documents by kind, in the order in which they came, and replaces in place", async () => {
    await store.putDocument("assistant", "a", { id: "a", name: "Support" });
    await store.putDocument("assistant", "b", { id: "b" });
    await store.putDocument("suite", "a", { id: "a", rows: [] });
    await store.putDocument("assistant", "a", { id: "a", name: "Voice" });
    expect(await store.listDocuments("assistant")).toEqual([{ id: "a", name: "Voice" }, { id: "b" }]);
    expect(await store.getDocument("assistant", "a")).toEqual({ id: "a", name: "Voice" });
    expect(await store.getDocument("suite", "b")).toBeUndefined();
    await store.removeDocument("assistant", "a");
    await store.removeDocument("assistant", "a");
    expect(await store.listDocuments("assistant")).toEqual([{ id: "b" }]);
    expect(await store.listDocuments("suite")).toEqual([{ id: "a", rows: [] }]);
    expect(await store.listDocuments("draft")).toEqual([]);
  });

  it("changes several documents at once", async () => {
    await store.putDocument("suite-run", "old", { id: "old" });
    await store.changeDocuments([
      { kind: "suite-run", id: "new", document: { id: "new", rows: [] } },
      { kind: "suite-run-row", id: "new", document: { id: "new" } },
      { kind: "suite-run", id: "old" },
    ]);
    expect(await store.listDocuments("suite-run")).toEqual([{ id: "new", rows: [] }]);
    expect(await store.listDocuments("suite-run-row")).toEqual([{ id: "new" }]);
  });
}
