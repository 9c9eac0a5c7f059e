import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Rung } from "#shared/mcp/snapshot.ts";
import type { McpGateway, RememberedEra } from "#core/ports.ts";
import { saySpan } from "./say-time.ts";
import { hostAndPort, type Learned, type Step, type StepFailure, type StepInput, type StepOutcome } from "./step.ts";

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
    return failed(result.error, input, monotonicMs() - started);
  },
});

const describeRung = ({ transport, era, ms, left }: Rung): string =>
  `${transport}, ${era}: ${left === undefined ? "connected" : `left because ${left}`} (${Math.round(ms)} ms)`;

function failed(error: ConsoleError, input: StepInput, waitedMs: number): StepOutcome {
  const silent = input.learned.silentOnProbe === true && error.kind === "timeout";
  const failure = silent ? silence(input, waitedMs) : enriched(error, input.learned);
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
function enriched(error: ConsoleError, { answer, expired }: Partial<Learned>): StepFailure {
  const plain: StepFailure = { code: error.code, phase: error.phase, cause: error.said, remedy: error.next };
  if (error.kind === "refused-credentials" && expired !== undefined)
    return {
      ...plain,
      cause: `The server refused the credentials. ${expired}`,
      remedy: "Whoever issued the URL issues a new one; put it in place of the old.",
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
