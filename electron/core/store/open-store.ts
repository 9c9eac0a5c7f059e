import type { JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { CallRecord, CallRow, Example } from "#shared/contract/call-record.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import type { DocumentChange, Store, StoredServer } from "#core/store-port.ts";
import { splitCall } from "./call-parts.ts";
import { jsonBytes } from "./json-bytes.ts";
import type { Rescue } from "./rescue.ts";
import { runOutcome, type RunResult } from "./run-outcome.ts";
import { flattenListing, readSnapshot } from "./snapshot-text.ts";
import { Refused, type StoreRefusal } from "./store-refusal.ts";
import type { FlatCall, FlatDocument, FlatRun } from "./store-requests.ts";
import { startWorker, type WorkerClient } from "./worker-client.ts";

export interface StoreOptions {
  /** The data folder; made where it is not there, for the user alone. */
  readonly folder: string;
  /** For the choice `open-read-only`: everything can be read, every change is refused with a `StorageFailure`. */
  readonly readOnly?: boolean;
}

/**
 * Opens the database of a data folder in a worker thread. Several processes may have it open at once.
 * Where opening could hide a loss, nothing is touched and the refusal says why and what can be chosen.
 */
export async function openStore({ folder, readOnly = false }: StoreOptions): Promise<Result<Store, StoreRefusal>> {
  const worker = startWorker();
  const opened = await refusable(worker.ask("open", folder, readOnly));
  if (!opened.ok) await worker.end();
  return opened.ok ? ok(storeOver(worker)) : opened;
}

/** The choice `restore-backup`: the newest good backup takes the database's place; the old files are kept, renamed. */
export const restoreBackup = (folder: string): Promise<Result<Rescue, StoreRefusal>> =>
  rescue((worker) => worker.ask("restoreBackup", folder));

/** The choice `start-fresh`: the old files are kept, renamed; the next opening makes a new database. */
export const startFresh = (folder: string): Promise<Result<Rescue, StoreRefusal>> =>
  rescue((worker) => worker.ask("startFresh", folder));

/** The choice `accept`: the database is taken as it is, although it holds less than before. */
export const acceptDatabase = (folder: string): Promise<Result<Rescue, StoreRefusal>> =>
  rescue((worker) => worker.ask("acceptDatabase", folder));

async function rescue(work: (worker: WorkerClient) => Promise<Rescue>): Promise<Result<Rescue, StoreRefusal>> {
  const worker = startWorker();
  try {
    return await refusable(work(worker));
  } finally {
    await worker.end();
  }
}

async function refusable<T>(work: Promise<T>): Promise<Result<T, StoreRefusal>> {
  try {
    return ok(await work);
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal);
    throw error;
  }
}

function storeOver(worker: WorkerClient): Store {
  let closed: Promise<void> | undefined;
  const changeDocuments: Store["changeDocuments"] = (changes) =>
    worker.ask("changeDocuments", changes.map(flattenDocument));
  return {
    listServers: async () => read(await worker.ask("listServers")) as StoredServer[],
    getServer: async (id) => read(await worker.ask("getServer", id)) as StoredServer | undefined,
    putServer: (server) => worker.ask("putServer", server.id, JSON.stringify(server)),
    async updateServer(id, change) {
      const cleared = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [field] : []));
      return read(await worker.ask("updateServer", id, JSON.stringify(change), cleared)) as StoredServer | undefined;
    },
    purgeRemoved: () => worker.ask("purgeRemoved"),

    startRun: ({ id, serverId, startedAt }) => worker.ask("startRun", id, serverId, startedAt),
    finishRun: async (id, result) => read(await worker.ask("finishRun", id, flattenRun(result))) as DiscoveryRun,
    listRuns: async (serverId, limit, before) =>
      read(await worker.ask("listRuns", serverId, limit, before)) as DiscoveryRun[],
    async lastRuns() {
      const runs = read(await worker.ask("lastRuns")) as DiscoveryRun[];
      return new Map(runs.map((run) => [run.serverId, run]));
    },
    getSnapshot: async (id) => snapshot(await worker.ask("getSnapshot", id)),
    latestSnapshot: async (serverId) => snapshot(await worker.ask("latestSnapshot", serverId)),

    startCall: (call) => worker.ask("startCall", flattenCall(call)),
    async finishCall(call) {
      const large = (call.resultBytes ?? 0) > LARGE_BYTES;
      return worker.ask("finishCall", flattenCall(call, large ? await jsonBytes(splitCall(call).body) : undefined));
    },
    listCalls: async ({ limit, serverId, toolName, before }) =>
      read(await worker.ask("listCalls", limit, serverId, toolName, before)) as CallRow[],
    getCall: async (id) => read(await worker.ask("getCall", id)) as CallRecord | undefined,

    listExamples: async (serverId, toolName) => read(await worker.ask("listExamples", serverId, toolName)) as Example[],
    putExample: (example) =>
      worker.ask("putExample", example.id, example.serverId, example.toolName, JSON.stringify(example)),
    removeExample: (id) => worker.ask("removeExample", id),

    listDocuments: async (kind) => read(await worker.ask("listDocuments", kind)) as JsonObject[],
    getDocument: async (kind, id) => read(await worker.ask("getDocument", kind, id)) as JsonObject | undefined,
    putDocument: (kind, id, document) => changeDocuments([{ kind, id, document }]),
    removeDocument: (kind, id) => changeDocuments([{ kind, id }]),
    changeDocuments,

    close() {
      closed ??= close(worker);
      return closed;
    },
  };
}

async function close(worker: WorkerClient): Promise<void> {
  try {
    await worker.ask("close");
  } finally {
    await worker.end();
  }
}

// What the worker answers was written by this room, so it is not parsed again by schema.
const read = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));
const snapshot = (text: string | undefined) => (text === undefined ? undefined : readSnapshot(text));

function flattenRun(result: RunResult): FlatRun {
  const { totalMs, outcome } = runOutcome(result, undefined);
  if (!result.ok) return { state: "failed", totalMs, outcome: JSON.stringify(outcome) };
  const { changed: _, ...known } = outcome as Extract<DiscoveryRun["outcome"], { state: "listed" }>;
  return { state: "listed", totalMs, outcome: JSON.stringify(known), listing: flattenListing(result.value) };
}

const flattenDocument = ({ kind, id, document }: DocumentChange): FlatDocument =>
  document === undefined ? { kind, id } : { kind, id, json: JSON.stringify(document) };

/** Results above this are written out in turns: the main loop must not stand for them. */
const LARGE_BYTES = 256 * 1024;

function flattenCall(call: CallRecord, bytes?: Uint8Array<ArrayBuffer>): FlatCall {
  const { row, body } = splitCall(call);
  const { state, ...rest } = row;
  return {
    id: call.id,
    serverId: call.serverId,
    toolName: call.toolName,
    startedAt: call.startedAt,
    state,
    row: JSON.stringify(rest),
    body: bytes ?? JSON.stringify(body),
  };
}
