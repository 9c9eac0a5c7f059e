/**
 * What the worker does, one function a request. Everything that a server may have written crosses as JSON text
 * (posting a deeply nested object throws in the sender); the rest is flat. Answers are JSON text, undefined = none.
 */
export interface StoreRequests {
  listServers(): string;
  getServer(id: string): string | undefined;
  putServer(id: string, json: string): void;
  updateServer(id: string, change: string, cleared: readonly string[]): string | undefined;
  purgeRemoved(): void;

  startRun(id: string, serverId: string, startedAt: string): void;
  finishRun(id: string, run: FlatRun): string;
  listRuns(serverId: string, limit: number, before?: string): string;
  lastRuns(): string;
  getSnapshot(id: string): string | undefined;
  latestSnapshot(serverId: string): string | undefined;

  startCall(call: FlatCall): void;
  finishCall(call: FlatCall): void;
  listCalls(limit: number, serverId?: string, toolName?: string, before?: string): string;
  getCall(id: string): string | undefined;

  listExamples(serverId: string, toolName?: string): string;
  putExample(id: string, serverId: string, toolName: string, json: string): void;
  removeExample(id: string): void;

  listDocuments(kind: string): string;
  getDocument(kind: string, id: string): string | undefined;
  /** In one transaction; without `json` the document is removed. */
  changeDocuments(changes: readonly FlatDocument[]): void;
}

/** A change of a document, flat. */
export interface FlatDocument {
  readonly kind: string;
  readonly id: string;
  readonly json?: string;
}

/** A finished run, flat. */
export interface FlatRun {
  readonly state: "listed" | "failed";
  readonly totalMs: number;
  /** JSON object of the timeline's outcome, `changed` left out. */
  readonly outcome: string;
  readonly listing?: FlatListing;
}

export interface FlatListing {
  readonly listHash: string;
  /** JSON object: the server's facts without rungs and warnings. */
  readonly facts: string;
  /** JSON object `{rungs, warnings}`, the rungs without their times. */
  readonly path: string;
  /** JSON object `{rungMs, pages, timings, incomplete}`. */
  readonly times: string;
  readonly items: readonly FlatItem[];
}

/** One entry of a list: its JSON object `{hash, name, raw}`, and JSON text of the reason where it is malformed. */
export interface FlatItem {
  readonly position: number;
  readonly entry: string;
  readonly reason?: string;
}

export interface FlatCall {
  readonly id: string;
  readonly serverId: string;
  readonly toolName: string;
  readonly startedAt: string;
  readonly state: string;
  /** JSON object of the row without its state. */
  readonly row: string;
  /** JSON object of the body: its text, or for a large one that text as UTF-8, handed over and not copied. */
  readonly body: string | Uint8Array<ArrayBuffer>;
}
