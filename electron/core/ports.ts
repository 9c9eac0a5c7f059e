import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import type { EventListener } from "#shared/contract/events.ts";
import type { Capabilities, Preferences } from "#shared/contract/methods.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { Drift } from "#shared/drift/drift.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import type { CallOutcome, CallTimings, SchemaVerdict } from "#shared/mcp/call.ts";
import type { DiscoveryTimings, ServerFacts, Snapshot, Transport } from "#shared/mcp/snapshot.ts";
import type { MalformedEntry, ToolEntry } from "#shared/mcp/tool.ts";
import type {
  OpenedModel,
  ModelGateway,
  OpenSimulatedModel,
  OpenedHttpTool,
  HttpToolGateway,
} from "#core/model-ports.ts";
import type { RememberedEra, SealedSecret, Store, StoredServer } from "#core/store-port.ts";

/** Where to connect, with its secrets in the clear. Lives in the core only; never stored, logged or sent outward. */
export interface ConnectionTarget {
  readonly serverId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport?: Transport;
  /** Every secret string of this server (decoded, as typed, and header values), for redaction. */
  readonly secrets: readonly string[];
}

/** A list walk that ended, whole or not. */
export interface Discovered {
  readonly facts: ServerFacts;
  readonly tools: readonly ToolEntry[];
  readonly malformed: readonly MalformedEntry[];
  readonly incomplete?: string;
  readonly pages: number;
  readonly timings: DiscoveryTimings;
  readonly remember: RememberedEra;
  /** The first request of all, in milliseconds: until its connection stood, and from there to its first byte. */
  readonly hop?: { readonly connectMs: number; readonly firstByteMs: number };
}

export interface JobOptions {
  /** Names the job in the traffic log. */
  readonly jobId: string;
  readonly signal: AbortSignal;
  readonly remembered?: RememberedEra;
  /** Capabilities to declare; the platform's by default (tools only: `{}`). */
  readonly declaredCapabilities?: JsonObject;
  /** Deadlines in milliseconds; defaults in `core/mcp/budgets.ts`. */
  readonly deadlines?: {
    readonly connectMs?: number;
    readonly listMs?: number;
    readonly callMs?: number;
    /** A call in all, however much progress it makes. */
    readonly callTotalMs?: number;
  };
  /** How often a stream that closes without its answer is opened in all; the default is in `core/mcp/budgets.ts`. */
  readonly streamOpenings?: number;
}

/** The MCP client side. Every failure is a value; nothing it starts outlives the promise. */
export interface McpGateway {
  discover(
    target: ConnectionTarget,
    options: JobOptions & {
      readonly onProgress?: (step: "connecting" | "listing", detail: string, tools: number) => void;
    },
  ): Promise<Result<Discovered, ConsoleError>>;
  call(
    target: ConnectionTarget,
    request: { readonly name: string; readonly argumentsValue: JsonObject; readonly tool?: JsonObject },
    options: JobOptions & {
      readonly onProgress?: (progress: number, total?: number, message?: string) => void;
      /**
       * Answers the server's questions: `elicitation/create` params in, its result out. Giving it declares the capability;
       * without it (as the platform does) a question is the outcome `input-required`, or refused in the legacy era.
       */
      readonly elicit?: (question: JsonObject) => Promise<JsonObject>;
    },
  ): Promise<
    Result<
      {
        readonly outcome: CallOutcome;
        readonly timings: CallTimings;
        readonly remember: RememberedEra;
        /** Size of the answer as it came, decoded, where the gateway knows it. */
        readonly bytes?: number;
      },
      ConsoleError
    >
  >;
  /**
   * Holds a connection open and tells when the server says that its tools changed, until the stream ends or the signal
   * fires. `unsupported`: the server does not declare that it tells.
   */
  listen(
    target: ConnectionTarget,
    options: JobOptions & { readonly onListChanged: () => void },
  ): Promise<Result<"ended" | "unsupported", ConsoleError>>;
  /** Resources and prompts, which the platform does not consume. */
  unconsumed(
    target: ConnectionTarget,
    options: JobOptions,
  ): Promise<
    Result<{ readonly resources: readonly JsonObject[]; readonly prompts: readonly JsonObject[] }, ConsoleError>
  >;
}

/** Hears every exchange, already redacted. */
export interface TrafficSink {
  append(exchange: Exchange): void;
}

/** Checks values against server-controlled schemas in a bounded worker. */
export interface SchemaChecker {
  check(schema: JsonObject, value: unknown, signal: AbortSignal): Promise<SchemaVerdict>;
  close(): Promise<void>;
}

/** Compares tool lists, with witnesses that a bounded worker confirmed. Never rejects. */
export interface DriftComparer {
  diff(
    before: readonly unknown[],
    after: readonly unknown[],
    options?: { readonly examples?: ReadonlyMap<string, readonly SavedCall[]>; readonly signal?: AbortSignal },
  ): Promise<Drift>;
  close(): Promise<void>;
}

/** Seals and opens secrets. A secret that cannot be opened is never overwritten or deleted. */
export interface Secrets {
  readonly inKeyring: boolean;
  readonly reason?: string;
  seal(text: string): Promise<SealedSecret>;
  open(sealed: SealedSecret): Promise<Result<string, ConsoleError>>;
}

/** View settings; nothing precious. */
export interface PreferenceFile {
  get(): Preferences;
  set(change: Partial<Preferences>): Preferences;
}

/** The assistant that ships with the console, over sample servers. */
export interface SampleAssistant {
  readonly id: string;
  readonly name: string;
  readonly profileId: string;
  readonly prompt: string;
  readonly servers: readonly { readonly sample: string; readonly path: string; readonly name: string }[];
  /** A scripted first turn, and what to say after it. */
  readonly say: readonly string[];
}

/** The sample servers that ship with the console. */
export interface SampleServers {
  /** Absent where none ships. */
  readonly assistant?: SampleAssistant;
  list(): readonly SampleServer[];
  start(id: string): Promise<Result<SampleServer, ConsoleError>>;
  stop(id: string): Promise<Result<SampleServer, ConsoleError>>;
  close(): Promise<void>;
}

/** Wall clock for stamps, monotonic clock for spans. */
export interface Clock {
  /** ISO 8601, UTC. */
  now(): string;
  /** Milliseconds from an arbitrary origin. */
  monotonicMs(): number;
}

/** The calendar day where this computer stands: what "tomorrow" is counted from. */
export function dayOf(instant: string): { readonly year: number; readonly month: number; readonly day: number } {
  const now = new Date(instant);
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** Lines for the developer; never given secrets. */
export interface Log {
  warn(line: string): void;
  bug(where: string, error: unknown): void;
}

/** Everything the core needs from outside. */
export interface Ports {
  readonly gateway: (traffic: TrafficSink) => McpGateway;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly schemas: SchemaChecker;
  readonly drift: DriftComparer;
  readonly models: ModelGateway;
  readonly simulated: OpenSimulatedModel;
  readonly httpTools: HttpToolGateway;
  /** When arguments are checked against the input schema: beside every call, or only after one that did not complete. */
  readonly inputCheck?: "always" | "after-failure";
  readonly samples: SampleServers;
  readonly preferences: PreferenceFile;
  readonly capabilities: Capabilities;
  readonly openExternal?: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A stored server, opened: where to connect, and what to hide of it. */
export interface OpenedServer {
  readonly server: StoredServer;
  readonly target: ConnectionTarget;
  /** A text with every form of this server's secrets masked. */
  readonly mask: (text: string) => string;
}

/** An address that is not kept: where to connect, and what to hide of it. */
export interface OpenedUrl extends Pick<OpenedServer, "target" | "mask"> {
  readonly maskedUrl: string;
}

/** Runs one discovery and keeps its run, as `discovery.run` does. */
export type Discover = (serverId: string, signal: AbortSignal) => Promise<Result<Snapshot, ConsoleError>>;

/** What the wiring gives to every job, since jobs never import each other. */
export interface JobParts {
  readonly ports: Ports;
  readonly gateway: McpGateway;
  readonly emit: EventListener;
  /** The traffic log, for what does not go through the gateway. */
  readonly traffic: TrafficSink;
  /** Reads a server and opens its secrets; starts the sample server it belongs to, if it is one. */
  readonly openServer: (id: string) => Promise<Result<OpenedServer, ConsoleError>>;
  /** Reads a configured model and opens its key. */
  readonly openModel: (id: string) => Promise<Result<OpenedModel, ConsoleError>>;
  /** Reads a custom HTTP tool and opens its secrets. */
  readonly openHttpTool: (id: string) => Promise<Result<OpenedHttpTool, ConsoleError>>;
  /**
   * Reads an address that was typed and is not kept, under the same rules as a stored server's. `name` stands for it in
   * the traffic log. `maskedUrl` may be shown.
   */
  readonly openUrl: (url: string, name: string) => Result<OpenedUrl, ConsoleError>;
  /** Tells every screen the list of servers as it is now. */
  readonly serversChanged: () => Promise<void>;
  /** Tells every screen which sample servers run. */
  readonly samplesChanged: () => void;
}
