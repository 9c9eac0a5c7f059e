import { maskSecrets, secretsOfUrl } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import type { ServerFacts } from "#shared/mcp/snapshot.ts";
import type { Clock, ConnectionTarget, Discovered, JobOptions, McpGateway, TrafficSink } from "#core/ports.ts";
import { proxyRoute, proxySecrets, type ProxyEnvironment } from "#core/proxy/proxy-route.ts";
import { budgets } from "./budgets.ts";
import { callTool, refusedForItsEra } from "./call-tool.ts";
import { connect, type Connection, type ElicitHandler, type Listener } from "./connection.ts";
import { openDeadline, type Deadline } from "./deadline.ts";
import { asFailure, Failure } from "./failure.ts";
import { openGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import type { RungPlan } from "./ladder.ts";
import { listenForChanges } from "./listen-for-changes.ts";
import { walkList } from "./list-walk.ts";
import { openProgressGate } from "./progress-gate.ts";
import { secondLook } from "./second-look.ts";
import { sortEntries } from "./tool-entries.ts";
import { recordTraffic } from "./traffic-recorder.ts";

/** Where the gateway tells its traffic, and its clocks. */
export interface GatewayParts {
  readonly traffic: TrafficSink;
  readonly clock: Clock;
  /** Names the proxies, where there are any: the process's environment in the shells, none by default. */
  readonly environment?: ProxyEnvironment;
}

/** What one job has at hand while it runs. */
interface Job {
  readonly signal: AbortSignal;
  readonly warnings: string[];
  readonly warn: (said: string) => void;
  readonly requests: () => number;
  readonly firstHop: GuardedHttp["firstHop"];
  connect(how: {
    readonly trustMemory: boolean;
    /** Climb as if nothing was remembered: what was has just proved wrong. */
    readonly fresh?: boolean;
    readonly onRung?: (rung: RungPlan) => void;
    readonly elicit?: ElicitHandler;
    readonly listener?: Listener;
  }): Promise<Connection>;
  deadline(totalMs: number, expired: (ms: number) => Failure, idleMs?: number): Deadline;
}

/**
 * The MCP client side behind our port. Each job opens its own connection and closes it before it answers:
 * nothing it starts outlives the promise.
 */
export function createGateway({ traffic, clock, environment = {} }: GatewayParts): McpGateway {
  const monotonicMs = (): number => clock.monotonicMs();

  /** Runs one job: opens what it needs, closes all of it, and makes a value of every failure. */
  const run = async <T>(
    target: ConnectionTarget,
    options: JobOptions,
    work: (job: Job) => Promise<T>,
  ): Promise<Result<T, ConsoleError>> => {
    const secrets = Object.freeze([
      ...target.secrets,
      ...Object.values(target.headers),
      ...secretsOfUrl(target.url),
      ...proxySecrets(environment),
    ]);
    const mask = (text: string): string => maskSecrets(text, secrets);
    const cancel = new AbortController();
    const cancelled = (): void => cancel.abort(new Failure("E_CANCELLED", "The work was cancelled."));
    if (options.signal.aborted) cancelled();
    else options.signal.addEventListener("abort", cancelled, { once: true });
    const recorder = recordTraffic({ sink: traffic, clock, serverId: target.serverId, jobId: options.jobId, secrets });
    const http = openGuardedHttp(clock, recorder, environment);
    const warnings: string[] = [];
    const warn = (said: string): void => {
      const masked = mask(said).slice(0, 500);
      if (warnings.length < 50 && !warnings.includes(masked)) warnings.push(masked);
    };
    const deadlines: Deadline[] = [];
    let open: Connection | undefined;
    try {
      return ok(
        await work({
          signal: cancel.signal,
          warnings,
          warn,
          requests: recorder.requests,
          firstHop: http.firstHop,
          async connect({ trustMemory, onRung, elicit, listener, fresh = false }) {
            if (!URL.canParse(target.url)) throw new Failure("E_URL_INVALID", "The server's URL cannot be read.");
            const connectMs = options.deadlines?.connectMs ?? budgets.connectMs;
            open = await connect({
              target,
              declaredCapabilities: options.declaredCapabilities ?? {},
              remembered: fresh ? undefined : options.remembered,
              trustMemory,
              http,
              connectMs,
              streamOpenings: options.streamOpenings ?? budgets.streamOpenings,
              signal: cancel.signal,
              warn,
              now: () => clock.now(),
              monotonicMs,
              onRung: onRung ?? ((): void => {}),
              ...(elicit === undefined ? {} : { elicit }),
              ...(listener === undefined ? {} : { listener }),
            });
            return open;
          },
          deadline(totalMs, expired, idleMs) {
            const deadline = openDeadline({
              parent: cancel.signal,
              totalMs,
              expired,
              ...(idleMs === undefined ? {} : { idleMs }),
            });
            deadlines.push(deadline);
            return deadline;
          },
        }),
      );
    } catch (error) {
      const failure = asFailure(cancel.signal.aborted ? cancel.signal.reason : error);
      const told = isDirect(target.url, environment) ? await secondLook(failure, target.url, cancel.signal) : failure;
      return fail(told.toConsoleError(mask));
    } finally {
      options.signal.removeEventListener("abort", cancelled);
      for (const deadline of deadlines) deadline.close();
      await open?.wire.goodbye(cancel.signal.aborted);
      await open?.client.close().catch(() => {});
      http.close();
    }
  };

  return {
    discover: (target, options) =>
      run(target, options, async (job) => {
        const began = monotonicMs();
        const tell = options.onProgress ?? ((): void => {});
        const discoverOnce = async (): Promise<Discovered> => {
          const connection = await job.connect({
            trustMemory: false,
            onRung: (rung) => tell("connecting", rungText(rung), 0),
          });
          const connected = monotonicMs();
          const listMs = options.deadlines?.listMs ?? budgets.listMs;
          const deadline = job.deadline(listMs, (ms) => listTooLate("tools", ms));
          connection.wire.scope = { ...connection.wire.scope, deadline };
          tell("listing", rungText(connection), 0);
          const list = await walkList(connection, { method: "tools/list", key: "tools" }, job.signal, (page, count) =>
            tell("listing", `page ${page}`, count),
          );
          if (!Object.hasOwn(connection.capabilities, "tools"))
            job.warn("The server lists tools without declaring the capability tools; strict clients would see none.");
          const listed = monotonicMs();
          // The goodbye belongs to the run: it is a request too, and the run ends when nothing is left of it.
          await connection.wire.goodbye(false);
          const hop = job.firstHop();
          return {
            facts: factsOf(connection, options.declaredCapabilities ?? {}, job.warnings),
            ...(await sortEntries(list.entries)),
            ...(list.incomplete === undefined ? {} : { incomplete: list.incomplete }),
            pages: list.pages,
            timings: {
              connectMs: connected - began,
              listMs: listed - connected,
              totalMs: monotonicMs() - began,
              requests: job.requests(),
            },
            remember: connection.remember,
            ...(hop === undefined ? {} : { hop }),
          };
        };
        try {
          return await discoverOnce();
        } catch (error) {
          // A session that ends under a walk is opened anew, once: listing has no side effects.
          if (!(error instanceof Failure) || error.code !== "E_SESSION_LOST") throw error;
          job.warn("The server ended the session during the walk; it was opened anew.");
          return await discoverOnce();
        }
      }),

    call: (target, request, options) =>
      run(target, options, async (job) => {
        const began = monotonicMs();
        const elicit = options.elicit === undefined ? {} : { elicit: options.elicit };
        const idleMs = options.deadlines?.callMs ?? budgets.callMs;
        const totalMs = options.deadlines?.callTotalMs ?? Math.max(budgets.callTotalMs, idleMs);
        const gate =
          options.onProgress === undefined
            ? undefined
            : openProgressGate(options.jobId, monotonicMs, options.onProgress);
        interface Attempt {
          readonly connection: Connection;
          readonly connected: number;
          readonly outcome: CallOutcome | Failure;
        }
        const attempt = async (refused?: Attempt): Promise<Attempt> => {
          const fresh = refused !== undefined;
          const connection = await job.connect({ trustMemory: !fresh, fresh, ...elicit });
          // Still the era that was remembered: then the call itself was refused, and perhaps after it had run.
          if (fresh && speakAlike(connection, refused.connection)) return refused;
          const connected = monotonicMs();
          connection.wire.scope = {
            deadline: job.deadline(totalMs, callTooLate, idleMs),
            maxBodyBytes: budgets.resultBodyBytes,
            limitName: "resultBodyBytes",
            ...(gate === undefined ? {} : { progress: gate }),
          };
          const outcome = await callTool(connection, {
            ...request,
            followQuestions: options.elicit !== undefined,
            ...(gate === undefined ? {} : { progressToken: gate.token }),
          }).catch((error: unknown) => asFailure(error));
          const ended = { connection, connected, outcome };
          return refusedForItsEra(connection, outcome) ? attempt(ended) : ended;
        };
        const { connection, connected, outcome } = await attempt();
        if (outcome instanceof Failure) throw outcome;
        gate?.close();
        const { connectedAt, firstByteAt, endedAt, bytes } = connection.wire.marks;
        const sent = Math.max(connected, connectedAt);
        return {
          outcome,
          bytes,
          timings: {
            connectMs: sent - began,
            waitMs: Math.max(0, firstByteAt - sent),
            readMs: Math.max(0, endedAt - firstByteAt),
            totalMs: Math.max(endedAt, sent) - began,
          },
          remember: connection.remember,
        };
      }),

    listen: (target, options) => run(target, options, (job) => listenForChanges(job, options.onListChanged)),

    unconsumed: (target, options) =>
      run(target, options, async (job) => {
        const connection = await job.connect({ trustMemory: false });
        const deadline = job.deadline(options.deadlines?.listMs ?? budgets.listMs, (ms) =>
          listTooLate("resources and prompts", ms),
        );
        connection.wire.scope = { ...connection.wire.scope, deadline };
        const list = async (kind: "resources" | "prompts"): Promise<readonly JsonObject[]> => {
          if (!Object.hasOwn(connection.capabilities, kind)) return [];
          const walked = await walkList(connection, { method: `${kind}/list`, key: kind }, job.signal, () => {});
          return walked.entries.filter(isJsonObject);
        };
        return { resources: await list("resources"), prompts: await list("prompts") };
      }),
  };
}

function factsOf(connection: Connection, declaredCapabilities: JsonObject, warnings: readonly string[]): ServerFacts {
  const { era, transport, protocolVersion, serverInfo, capabilities, instructions, rungs } = connection;
  return {
    era,
    transport,
    protocolVersion,
    serverInfo,
    capabilities,
    ...(instructions === undefined ? {} : { instructions }),
    declaredCapabilities,
    rungs: [...rungs],
    warnings: [...warnings],
  };
}

/** Whether two connections speak to the server in the same way. */
const speakAlike = (a: Connection, b: Connection): boolean => a.era === b.era && a.transport === b.transport;

const isDirect = (url: string, environment: ProxyEnvironment): boolean =>
  !URL.canParse(url) || proxyRoute(new URL(url), environment).kind === "direct";

/** `Streamable HTTP, 2026-07-28 or later`. */
function rungText({ transport, era }: RungPlan): string {
  return `${transport === "sse" ? "SSE" : "Streamable HTTP"}, ${era} protocol`;
}

function listTooLate(what: string, ms: number): Failure {
  return new Failure("E_TIMEOUT_LIST", `The list of ${what} did not end within ${Math.round(ms / 100) / 10} s.`, {
    limit: { name: "list", value: ms, unit: "ms" },
  });
}

function callTooLate(ms: number): Failure {
  return new Failure("E_TIMEOUT_CALL", `The tool did not answer within ${Math.round(ms / 100) / 10} s.`, {
    limit: { name: "call", value: ms, unit: "ms" },
  });
}
