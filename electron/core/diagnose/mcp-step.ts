import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Rung } from "#shared/mcp/snapshot.ts";
import type { McpGateway } from "#core/ports.ts";
import type { RememberedEra } from "#core/store-port.ts";
import { statusMeaning } from "#shared/mcp/status-meaning.ts";
import { saySpan } from "./say-time.ts";
import { hostAndPort, type Step, type StepFailure, type StepInput, type StepOutcome } from "./step.ts";

/** Seen once more is seen enough: a server that closes its streams is not made to do so five times for a diagnosis. */
const STREAM_OPENINGS = 2;

/** Climbs the connection ladder as a discovery does, and lists the tools for the step after it. */
export const mcpStep = (gateway: McpGateway, jobId: string): Step => ({
  id: "mcp",
  async run(input) {
    const { target, learned, signal, remainingMs, monotonicMs, now } = input;
    const started = monotonicMs();
    let connectedAt: number | undefined;
    // Silence on the modern probe was seen a step ago: asking again would spend the time the legacy handshake needs.
    const remembered: RememberedEra | undefined =
      learned.silentOnProbe === true ? { era: "legacy", transport: "streamable-http", at: now } : undefined;
    const left = Math.max(1_000, remainingMs() - 500);
    const result = await gateway.discover(target, {
      jobId,
      signal,
      deadlines: { connectMs: left, listMs: left },
      streamOpenings: STREAM_OPENINGS,
      ...(remembered === undefined ? {} : { remembered }),
      onProgress(step) {
        if (step === "listing") connectedAt ??= monotonicMs();
      },
    });
    if (result.ok) {
      const { facts, timings } = result.value;
      const evidence = [...facts.rungs.map(describeRung), ...facts.warnings];
      const fact = `${facts.era === "modern" ? "modern" : "legacy"} era, ${facts.protocolVersion}, ${facts.transport === "sse" ? "HTTP+SSE" : "Streamable HTTP"}`;
      return {
        verdict: facts.warnings.length > 0 ? "warn" : "ok",
        fact,
        evidence,
        learned: { discovered: result.value },
        ms: timings.connectMs,
      };
    }
    if (connectedAt !== undefined) {
      const ms = connectedAt - started;
      const listFailure = { error: result.error, ms: monotonicMs() - connectedAt };
      return { verdict: "ok", fact: "connected", evidence: [], learned: { listFailure }, ms };
    }
    if (await speaksSse(gateway, jobId, input, result.error)) return givenAsHttp(result.error);
    return failed(result.error, input, monotonicMs() - started);
  },
});

/** Whether a server that is set to Streamable HTTP and refuses it speaks HTTP+SSE instead: asked once, 5 s at most. */
async function speaksSse(
  gateway: McpGateway,
  jobId: string,
  { target, signal, remainingMs }: StepInput,
  { kind }: ConsoleError,
): Promise<boolean> {
  if (target.transport !== "streamable-http" || kind !== "not-mcp" || remainingMs() < 1_000) return false;
  const left = Math.min(5_000, remainingMs());
  const deadlines = { connectMs: left, listMs: left };
  return (await gateway.discover({ ...target, transport: "sse" }, { jobId, signal, deadlines })).ok;
}

function givenAsHttp({ code, evidence }: ConsoleError): StepOutcome {
  const failure: StepFailure = {
    code,
    phase: "transport",
    cause: "This URL speaks HTTP+SSE, the older transport, and the server is entered as Streamable HTTP.",
    remedy:
      "Set the server's transport to SSE, or ask its operator for the Streamable HTTP URL (often it ends in /mcp).",
  };
  return { verdict: "fail", fact: failure.cause, evidence: evidence.split("\n"), failure };
}

const describeRung = ({ transport, era, ms, left }: Rung): string =>
  `${transport}, ${era}: ${left === undefined ? "connected" : `left because ${left}`} (${Math.round(ms)} ms)`;

function failed(error: ConsoleError, input: StepInput, waitedMs: number): StepOutcome {
  const silent = input.learned.silentOnProbe === true && error.kind === "timeout";
  const failure = silent ? silence(input, waitedMs) : enriched(error, input);
  return { verdict: "fail", fact: failure.cause, evidence: error.evidence.split("\n"), failure };
}

/** Two requests, the modern one and the legacy one, and not a byte for either. */
function silence({ url }: StepInput, waitedMs: number): StepFailure {
  return {
    code: "E_HTTP_FIRST_BYTE",
    phase: "http",
    cause: `${hostAndPort(url).shown} accepts connections and stays silent: no answer to any request, the last one waited ${saySpan(waitedMs)}.`,
    remedy:
      "The server's operator looks at what the server is doing (hung, overloaded, waiting for a backend), and at the proxy in front of it.",
  };
}

/** The gateway's error, made more telling by what the steps before it saw. */
function enriched(error: ConsoleError, { url, learned: { answer, expired } }: StepInput): StepFailure {
  const { shown } = hostAndPort(url);
  const plain: StepFailure = { code: error.code, phase: error.phase, cause: error.said, remedy: error.next };
  if (error.kind === "refused-credentials" && expired !== undefined)
    return {
      ...plain,
      cause: `The server refused the credentials. ${expired}`,
      remedy: "Whoever issued the URL issues a new one; put it in place of the old.",
    };
  if (error.phase === "transport" && error.code.startsWith("E_HTTP_")) return plain; // behind an open event stream
  if (answer?.gateway !== undefined && (error.kind === "not-mcp" || error.code === "E_HTTP_5XX"))
    return { ...plain, ...answer.gateway };
  const meaning = answer === undefined ? undefined : statusMeaning(answer.status);
  if (meaning !== undefined && /^E_HTTP_[45]XX$/.test(error.code))
    return { ...plain, cause: `${meaning.said} (HTTP ${answer?.status}).`, remedy: meaning.next };
  if (error.code === "E_HTTP_404" && answer?.page === undefined)
    return { ...plain, cause: `${shown} answers, and there is nothing at this path (HTTP 404).` };
  if (error.code === "E_HTTP_405")
    return {
      ...plain,
      cause: `${shown} answers, and this path takes no MCP requests (HTTP 405 to a POST, and no event stream).`,
    };
  if (error.code === "E_HTTP_5XX")
    return {
      ...plain,
      cause: `${shown} answers that it failed${answer === undefined ? "" : ` (HTTP ${answer.status}${answer.page === undefined ? "" : `, ${answer.page}`})`}.`,
      remedy:
        "The server's operator looks in the log of the server, and of the proxy in front of it, at this moment; try again later.",
    };
  if (error.code === "E_RPC_INVALID" && answer?.status === 200 && answer.contentType.includes("json"))
    return {
      ...plain,
      cause:
        `The URL answers JSON that is not MCP${error.said.endsWith("not a JSON-RPC message.") ? "" : `: ${error.said}`}.`.replace(
          "..",
          ".",
        ),
    };
  if (error.kind !== "not-mcp" || answer?.page === undefined) return plain;
  const login = answer.page.startsWith("a login page");
  return {
    ...plain,
    cause: `The URL answers HTTP ${answer.status} with ${answer.page}, not with MCP.`,
    remedy: login
      ? "Whoever issued the URL gives one that works without logging in: assistants cannot fill in a login page."
      : "Ask the server's operator for the exact MCP URL, path included (often it ends in /mcp or /sse).",
  };
}
