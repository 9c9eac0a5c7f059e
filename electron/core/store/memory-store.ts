import type { CallRecord, CallRow, Example } from "#shared/contract/call-record.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { DocumentKind, Store, StoredServer } from "#core/store-port.ts";
import { splitCall } from "./call-parts.ts";
import { runOutcome } from "./run-outcome.ts";
import { applyChange } from "./server-change.ts";
import { duplicateId, missingRun, missingServer } from "./storage-errors.ts";

/**
 * The store's in-memory twin: same answers, nothing kept. For tests and one-shot commands, so it imports nothing heavy.
 * Values are kept by reference: their types are readonly.
 */
export function memoryStore(): Store {
  const servers = new Map<string, StoredServer>();
  const runs: DiscoveryRun[] = []; // in the order in which they were started
  const snapshots = new Map<string, Snapshot>();
  const calls = new Map<string, CallRecord>();
  const examples = new Map<string, Example>();
  const documents = new Map<DocumentKind, Map<string, JsonObject>>();
  const requireServer = (id: string): void => {
    if (!servers.has(id)) throw missingServer(id);
  };

  const changeDocuments: Store["changeDocuments"] = async (changes) => {
    for (const { kind, id, document } of changes) {
      const kept = documents.get(kind) ?? new Map<string, JsonObject>();
      documents.set(kind, kept);
      if (document === undefined) kept.delete(id);
      else kept.set(id, document);
    }
  };

  return {
    async listServers() {
      return [...servers.values()].filter((server) => server.removedAt === undefined);
    },
    async getServer(id) {
      return servers.get(id);
    },
    async putServer(server) {
      servers.set(server.id, server);
    },
    async updateServer(id, change) {
      const before = servers.get(id);
      if (before === undefined) return undefined;
      const after = applyChange(before, change);
      servers.set(id, after);
      return after;
    },
    async purgeRemoved() {
      for (const server of [...servers.values()].filter(({ removedAt }) => removedAt !== undefined)) {
        servers.delete(server.id);
        dropWhere(calls, server.id);
        dropWhere(examples, server.id);
        dropWhere(snapshots, server.id);
        for (let index = runs.length - 1; index >= 0; index -= 1) {
          if (runs[index]?.serverId === server.id) runs.splice(index, 1);
        }
      }
    },

    async startRun(run) {
      requireServer(run.serverId);
      if (runs.some(({ id }) => id === run.id)) throw duplicateId("discovery run", run.id);
      runs.push({ ...run, totalMs: 0, outcome: { state: "running" } });
    },
    async finishRun(id, result) {
      const index = runs.findIndex((run) => run.id === id);
      const run = runs[index];
      if (run === undefined) throw missingRun(id);
      const before = runs.slice(0, index).findLast((one) => one.serverId === run.serverId && snapshots.has(one.id));
      const finished = { ...run, ...runOutcome(result, before && snapshots.get(before.id)) };
      runs[index] = finished;
      snapshots.delete(id);
      if (result.ok) {
        const { serverId, startedAt } = run;
        snapshots.set(id, { ...result.value, id, serverId, takenAt: startedAt });
      }
      return finished;
    },
    async listRuns(serverId, limit, before) {
      return page(runs, (run) => run.serverId === serverId, limit, before);
    },
    async lastRuns() {
      const finished = runs.filter(({ outcome }) => outcome.state === "listed" || outcome.state === "failed");
      return new Map(finished.map((run) => [run.serverId, run]));
    },
    async getSnapshot(id) {
      return snapshots.get(id);
    },
    async latestSnapshot(serverId) {
      const listed = runs.findLast((run) => run.serverId === serverId && snapshots.has(run.id));
      return listed === undefined ? undefined : snapshots.get(listed.id);
    },

    async startCall(call) {
      requireServer(call.serverId);
      if (calls.has(call.id)) throw duplicateId("call", call.id);
      calls.set(call.id, call);
    },
    async finishCall(call) {
      requireServer(call.serverId);
      calls.set(call.id, call);
    },
    async listCalls({ serverId, toolName, limit, before }) {
      const asked = (call: CallRecord): boolean =>
        (serverId === undefined || call.serverId === serverId) &&
        (toolName === undefined || call.toolName === toolName);
      return page([...calls.values()], asked, limit, before).map((call): CallRow => splitCall(call).row);
    },
    async getCall(id) {
      return calls.get(id);
    },

    async listExamples(serverId, toolName) {
      return [...examples.values()].filter(
        (example) => example.serverId === serverId && (toolName === undefined || example.toolName === toolName),
      );
    },
    async putExample(example) {
      requireServer(example.serverId);
      examples.set(example.id, example);
    },
    async removeExample(id) {
      examples.delete(id);
    },

    async listDocuments(kind) {
      return [...(documents.get(kind)?.values() ?? [])];
    },
    async getDocument(kind, id) {
      return documents.get(kind)?.get(id);
    },
    putDocument: (kind, id, document) => changeDocuments([{ kind, id, document }]),
    removeDocument: (kind, id) => changeDocuments([{ kind, id }]),
    changeDocuments,

    async close() {},
  };
}

/** Rows newest first, older than `before`: a row's id, or an ISO time. */
function page<T extends { readonly id: string; readonly startedAt: string }>(
  rows: readonly T[],
  asked: (row: T) => boolean,
  limit: number,
  before: string | undefined,
): readonly T[] {
  const index = rows.findIndex(({ id }) => id === before);
  const older =
    index === -1 ? rows.filter((row) => before === undefined || row.startedAt < before) : rows.slice(0, index);
  return older.filter(asked).reverse().slice(0, limit);
}

function dropWhere(rows: Map<string, { readonly serverId: string }>, serverId: string): void {
  for (const [id, row] of rows) if (row.serverId === serverId) rows.delete(id);
}
