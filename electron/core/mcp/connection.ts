import type { Client } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { Era, Rung, Transport } from "#shared/mcp/snapshot.ts";
import type { ConnectionTarget } from "#core/ports.ts";
import type { RememberedEra } from "#core/store-port.ts";
import { budgets } from "./budgets.ts";
import { openDeadline, type Deadline } from "./deadline.ts";
import { asFailure, Failure } from "./failure.ts";
import type { GuardedHttp } from "./guarded-http.ts";
import { plannedRungs, ranOutOfTime, reportedCause, rungsAfter, type RungPlan } from "./ladder.ts";
import { SERVER_INFO } from "./lenient-handshake.ts";
import { preview, rpcErrorOf } from "./rpc-message.ts";
import { sseWire } from "./sse-wire.ts";
import { streamableHttpWire } from "./streamable-http-wire.ts";
import type { Wire, WireScope } from "./wire.ts";

/** A connection that stands. */
export interface Connection {
  readonly client: Client;
  readonly wire: Wire;
  readonly era: Era;
  readonly transport: Transport;
  readonly protocolVersion: string;
  readonly serverInfo: JsonObject;
  readonly capabilities: JsonObject;
  readonly instructions?: string;
  readonly rungs: readonly Rung[];
  readonly remember: RememberedEra;
  /** True when nothing was asked yet: the era is only remembered, and the first request will tell. */
  readonly fromMemory: boolean;
}

/** Answers a question of the server (`elicitation/create` params in, its result out). */
export type ElicitHandler = (question: JsonObject) => Promise<JsonObject>;

/** Hears what a server sends unasked, for as long as it does. */
export interface Listener {
  readonly onNotification: (method: string) => void;
  readonly onStreamEnd: () => void;
}

/** What a ladder needs to know. */
export interface ConnectOptions {
  readonly target: ConnectionTarget;
  readonly declaredCapabilities: JsonObject;
  readonly remembered: RememberedEra | undefined;
  /** True for calls: a remembered modern server is called without asking it again who it is. */
  readonly trustMemory: boolean;
  readonly elicit?: ElicitHandler;
  readonly listener?: Listener;
  readonly http: GuardedHttp;
  readonly connectMs: number;
  readonly streamOpenings: number;
  readonly signal: AbortSignal;
  readonly warn: (said: string) => void;
  readonly now: () => string;
  readonly monotonicMs: () => number;
  readonly onRung: (rung: RungPlan) => void;
}

const UNSUPPORTED_VERSION = -32022;
const MODERN_VERSION = "2026-07-28";
/** The SDK's own timers are out of the game: our deadlines bound everything. */
export const NEVER = { timeout: 2_147_483_647 } as const;

/**
 * Climbs the ladder until one rung holds: modern, legacy, SSE, in the order that the answers suggest. A fresh client and
 * wire for each. Throws the Failure that was the cause, with the rungs tried in its evidence.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { target, remembered, signal, connectMs, monotonicMs, onRung, now } = options;
  // Late, because it is most of a start-up's time; and before the deadline, which measures the server and not us.
  const sdk = await import("@modelcontextprotocol/client");
  const whole = openDeadline({ parent: signal, totalMs: connectMs, expired: tooLate });
  const rungs: Rung[] = [];
  const failures: { rung: RungPlan; failure: Failure }[] = [];
  let left = plannedRungs(target.transport, remembered, now());
  try {
    for (let rung = left[0]; rung !== undefined; rung = left[0]) {
      const current = rung;
      onRung(current);
      const began = monotonicMs();
      // The first try may hang only for its share of the time; what comes after it may use all that is left.
      const share = remembered === undefined ? Math.min(budgets.probeMs, connectMs / 2) : connectMs / 2;
      const own = openDeadline({
        parent: whole.signal,
        totalMs: failures.length === 0 && left.length > 1 ? share : connectMs,
        expired: tooLate,
      });
      try {
        const connection = await climb(
          { Client: sdk.Client, isDiscover: sdk.isSpecType.DiscoverResult },
          current,
          options,
          own,
          whole,
        );
        rungs.push({ ...current, ms: monotonicMs() - began });
        return { ...connection, rungs };
      } catch (error) {
        const failure = asFailure(error);
        if (signal.aborted) throw failure;
        rungs.push({ ...current, ms: monotonicMs() - began, left: failure.message });
        failures.push({ rung: current, failure });
        const others = left.filter((each) => each !== current);
        const again = failures.length === 1 && ranOutOfTime(current, failure) ? [{ ...current }] : [];
        left = whole.signal.aborted ? [] : [...rungsAfter(current, failure, others), ...again];
      } finally {
        own.close();
      }
    }
  } finally {
    whole.close();
  }
  throw withRungs(reportedCause(failures) ?? tooLate(connectMs), rungs);
}

async function climb(
  { Client: makeClient, isDiscover }: Sdk,
  rung: RungPlan,
  options: ConnectOptions,
  deadline: Deadline,
  whole: Deadline,
): Promise<Omit<Connection, "rungs">> {
  const { target, declaredCapabilities, remembered, http, warn, monotonicMs, elicit, listener } = options;
  const scope: WireScope = {
    deadline,
    firstByteMs: budgets.firstByteMs,
    maxBodyBytes: budgets.listBodyBytes,
    limitName: "listBodyBytes",
  };
  const makeWire = rung.transport === "sse" ? sseWire : streamableHttpWire;
  const wire = makeWire({
    url: new URL(target.url),
    headers: target.headers,
    carriesCredentials: target.secrets.length > 0 || Object.keys(target.headers).length > 0,
    listens: elicit !== undefined || listener !== undefined,
    onNotification: listener?.onNotification,
    onStreamEnd: listener?.onStreamEnd,
    streamOpenings: options.streamOpenings,
    http,
    scope,
    monotonicMs,
    warn,
  });
  const client: Client = new makeClient(
    { name: "preflight", title: "Preflight", version: "0.1.0" },
    {
      capabilities: { ...declaredCapabilities, ...(elicit === undefined ? {} : { elicitation: {} }) },
      jsonSchemaValidator: {
        getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
      },
      versionNegotiation: rung.era === "modern" ? { mode: { pin: MODERN_VERSION } } : { mode: "legacy" },
    },
  );
  if (elicit !== undefined)
    client.setRequestHandler("elicitation/create", async (request) => (await elicit(request.params as never)) as never);
  const prior = options.trustMemory && rung.era === "modern" ? usablePrior(remembered, isDiscover) : undefined;
  try {
    await client.connect(wire, {
      ...NEVER,
      ...(prior === undefined ? {} : { prior: { kind: "modern", discover: prior as never } }),
    });
  } catch (error) {
    await wire.goodbye(false);
    await client.close().catch(() => {});
    await wire.close();
    throw wire.firstFailure() ?? handshakeFailure(wire, rung, error);
  }
  wire.scope = { ...scope, deadline: whole };
  const result = prior ?? resultOf(wire);
  const meta = isJsonObject(result["_meta"]) ? result["_meta"] : {};
  const info = result["serverInfo"] ?? meta[SERVER_INFO];
  const { capabilities, instructions } = result;
  return {
    client,
    wire,
    ...rung,
    protocolVersion: client.getNegotiatedProtocolVersion() ?? "",
    serverInfo: isJsonObject(info) ? info : {},
    capabilities: isJsonObject(capabilities) ? capabilities : {},
    ...(typeof instructions === "string" ? { instructions } : {}),
    fromMemory: prior !== undefined,
    remember: { ...rung, at: options.now(), ...(rung.era === "modern" ? discoverOf(client) : {}) },
  };
}

/** The parts of the SDK that a rung uses, loaded late. */
interface Sdk {
  readonly Client: typeof Client;
  readonly isDiscover: (value: unknown) => boolean;
}

/** A remembered answer to `server/discover`, if it can still stand for a fresh one. */
function usablePrior(remembered: RememberedEra | undefined, isDiscover: Sdk["isDiscover"]): JsonObject | undefined {
  const discover = remembered?.era === "modern" ? remembered.discover : undefined;
  const versions = discover?.["supportedVersions"];
  const usable = isDiscover(discover) && Array.isArray(versions) && versions.includes(MODERN_VERSION);
  return usable ? discover : undefined;
}

function discoverOf(client: Client): { readonly discover?: JsonObject } {
  const discover = client.getDiscoverResult();
  return discover === undefined ? {} : { discover: { resultType: "complete", ...discover } as unknown as JsonObject };
}

function resultOf(wire: Wire): JsonObject {
  const result = wire.lastAnswer()?.["result"];
  return isJsonObject(result) ? result : {};
}

/** Why a handshake failed that was answered: the server said an error, or something that is no handshake. */
function handshakeFailure(wire: Wire, rung: RungPlan, thrown: unknown): Failure {
  const answer = wire.lastAnswer();
  if (answer === undefined) return asFailure(thrown);
  const what = rung.era === "modern" ? "server/discover" : "initialize";
  if (answer["error"] !== undefined && answer["error"] !== null) {
    const { code, message, data } = rpcErrorOf(answer["error"]);
    const supported = isJsonObject(data) && Array.isArray(data["supported"]) ? data["supported"] : undefined;
    if (code === UNSUPPORTED_VERSION && supported !== undefined) {
      return new Failure("E_VERSION_UNSUPPORTED", `The server speaks only ${preview(supported).slice(0, 120)}.`, {
        evidence: preview(answer["error"]),
        spokeRpc: true,
      });
    }
    return new Failure("E_RPC_ERROR", `The server answered ${what} with the error ${code}: ${message.slice(0, 200)}`, {
      evidence: preview(answer["error"]),
      spokeRpc: true,
    });
  }
  const result = resultOf(wire);
  const version = result["protocolVersion"] ?? result["supportedVersions"];
  if (rung.era === "legacy" || Array.isArray(version)) {
    return new Failure(
      "E_VERSION_UNSUPPORTED",
      `The server speaks a protocol version that this console does not: ${preview(version).slice(0, 120)}.`,
      {
        evidence: preview(result),
        spokeRpc: true,
      },
    );
  }
  return new Failure("E_RESULT_INVALID", `The server answered ${what} with something else.`, {
    evidence: preview(result),
    spokeRpc: true,
  });
}

function tooLate(ms: number): Failure {
  return new Failure("E_TIMEOUT_CONNECT", `No connection within ${Math.round(ms / 100) / 10} s.`, {
    limit: { name: "connect", value: ms, unit: "ms" },
  });
}

function withRungs(failure: Failure, rungs: readonly Rung[]): Failure {
  if (rungs.length < 2) return failure;
  const tried = rungs.map(({ transport, era, left }) => `${transport} ${era}: ${left ?? ""}`).join("\n");
  return new Failure(failure.code, failure.message, {
    ...failure.detail,
    evidence: `${failure.detail.evidence ?? ""}\ntried: ${tried}`.trim(),
  });
}
