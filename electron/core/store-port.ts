import type { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { ToldFailure } from "#shared/base/told-failure.ts";
import { assistantSchema, type Assistant } from "#shared/contract/assistant.ts";
import type { CallRecord, CallRow, Example } from "#shared/contract/call-record.ts";
import type { DiscoveryRun, Era, Snapshot, Transport } from "#shared/mcp/snapshot.ts";

/** A secret as it may be stored: what sealed it, and the sealed bytes. */
export interface SealedSecret {
  /** `keyring:<backend>` or `file` (plain, in a file that only the user can read). */
  readonly backend: string;
  readonly sealedAt: string;
  /** Base64. */
  readonly data: string;
}

/** What is known of a server from an earlier connection; spares round trips. Opaque outside `core/mcp`. */
export type RememberedEra = {
  readonly era: Era;
  readonly transport: Transport;
  readonly at: string;
  readonly discover?: JsonObject;
};

/** A server as it is stored. `maskedUrl` holds no secret; `sealed` holds `{url, headers}` as JSON where there are secrets. */
export interface StoredServer {
  readonly id: string;
  readonly name: string;
  readonly maskedUrl: string;
  readonly headerNames: readonly string[];
  readonly transport?: Transport;
  readonly sample?: string;
  readonly addedAt: string;
  readonly removedAt?: string;
  readonly sealed?: SealedSecret;
  readonly remembered?: RememberedEra;
  /** Id of the pinned snapshot. */
  readonly baseline?: string;
  /** Milliseconds between two discoveries of a watched server. */
  readonly watchMs?: number;
}

/** Thrown by a store that could not read or write (nothing was saved, what was there still is); `error` is what a person is told. */
export class StorageFailure extends ToldFailure {
  constructor(error: ConsoleError, options?: ErrorOptions) {
    super(error, options);
    this.name = "StorageFailure";
  }
}

/** Some fields of a stored server; `undefined` clears one. */
export type ServerChange = { readonly [K in keyof Omit<StoredServer, "id">]?: StoredServer[K] | undefined };

/** The database. Rejects only for storage failures, with a `StorageFailure`. */
export interface Store {
  /** In the order in which they were added, those marked removed left out. */
  listServers(): Promise<readonly StoredServer[]>;
  /** Also answers one that is marked removed. */
  getServer(id: string): Promise<StoredServer | undefined>;
  /** Adds, or replaces the row with the same id. */
  putServer(server: StoredServer): Promise<void>;
  /**
   * Changes only the named fields, inside one transaction, so that another process's change of other fields is kept;
   * `undefined` clears a field. Answers the changed server, or undefined where there is none.
   */
  updateServer(id: string, change: ServerChange): Promise<StoredServer | undefined>;
  /** Drops servers marked removed, with all that belongs to them. */
  purgeRemoved(): Promise<void>;

  /** Writes the intent; a run whose process died before it finished reads as `interrupted` at the next open. */
  startRun(run: { readonly id: string; readonly serverId: string; readonly startedAt: string }): Promise<void>;
  /** `changed` is false for the first run that listed anything. */
  finishRun(
    id: string,
    result: Result<
      Omit<Snapshot, "id" | "serverId" | "takenAt">,
      { readonly error: ConsoleError; readonly totalMs: number }
    >,
  ): Promise<DiscoveryRun>;
  /** Newest first. `before` is the id of the last row seen, or an ISO time. */
  listRuns(serverId: string, limit: number, before?: string): Promise<readonly DiscoveryRun[]>;
  /** The newest finished run of each server. */
  lastRuns(): Promise<ReadonlyMap<string, DiscoveryRun>>;
  /** `takenAt` is the start of the run. */
  getSnapshot(id: string): Promise<Snapshot | undefined>;
  latestSnapshot(serverId: string): Promise<Snapshot | undefined>;

  /** Writes the intent; the row reads as `started` until it is finished. */
  startCall(call: CallRecord): Promise<void>;
  finishCall(call: CallRecord): Promise<void>;
  /** Newest first. `before` is the id of the last row seen, or an ISO time. */
  listCalls(query: {
    readonly serverId?: string;
    readonly toolName?: string;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly CallRow[]>;
  getCall(id: string): Promise<CallRecord | undefined>;

  listExamples(serverId: string, toolName?: string): Promise<readonly Example[]>;
  putExample(example: Example): Promise<void>;
  removeExample(id: string): Promise<void>;

  /** Documents of one kind, in the order in which they were first put. */
  listDocuments(kind: DocumentKind): Promise<readonly JsonObject[]>;
  getDocument(kind: DocumentKind, id: string): Promise<JsonObject | undefined>;
  /** Adds, or replaces the one with the same id. */
  putDocument(kind: DocumentKind, id: string, document: JsonObject): Promise<void>;
  removeDocument(kind: DocumentKind, id: string): Promise<void>;
  /** Several at once: all of them or, after a crash or on a full disk, none. */
  changeDocuments(changes: readonly DocumentChange[]): Promise<void>;

  close(): Promise<void>;
}

/** A document to be put, or to be removed where `document` is absent. */
export interface DocumentChange {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly document?: JsonObject;
}

/** Things that are kept whole and never searched inside the database. Read back through the contract's schemas. */
export type DocumentKind =
  | "assistant"
  | "suppression"
  | "suite"
  | "suite-run"
  | "suite-run-row"
  | "draft"
  | "conversation"
  | "conversation-row"
  | "model"
  | "http-tool";

/** Documents that this version can read; others stay in the database untouched. */
export async function readDocuments<S extends z.ZodType>(
  store: Store,
  kind: DocumentKind,
  schema: S,
): Promise<readonly z.output<S>[]> {
  return (await store.listDocuments(kind)).flatMap((document) => {
    const read = schema.safeParse(document);
    return read.success ? [read.data] : [];
  });
}

/** An assistant that was not removed. */
export async function readAssistant(store: Store, id: string): Promise<Result<Assistant, ConsoleError>> {
  const read = assistantSchema.safeParse(await store.getDocument("assistant", id));
  return read.success && read.data.removedAt === undefined ? ok(read.data) : fail(notFound("assistant", id));
}
