import { saySpan } from "./say-time.ts";
import { hostAndPort, skipped, type Step } from "./step.ts";

const SLOW_MS = 3_000;

/** Judges what tools/list gave: pages, malformed entries, completeness, time. */
export const toolsStep: Step = {
  id: "tools",
  run({ learned, url }) {
    const { discovered, listFailure } = learned;
    if (listFailure !== undefined) {
      const { error, ms } = listFailure;
      const { shown } = hostAndPort(url);
      const failure =
        error.code === "E_TIMEOUT_LIST"
          ? {
              code: error.code,
              phase: error.phase,
              cause: `${shown} opens the connection, and its list of tools did not end within ${saySpan(ms)}.`,
              remedy:
                "The server's operator finds out why tools/list hangs (often it waits for a backend or for another server).",
            }
          : { code: error.code, phase: error.phase, cause: error.said, remedy: error.next };
      return { verdict: "fail", fact: error.said, evidence: error.evidence.split("\n"), failure, ms };
    }
    if (discovered === undefined) return skipped("nothing was listed");
    const { tools, malformed, incomplete, pages, timings } = discovered;
    const evidence = [
      `${tools.length} tools on ${pages} page${pages === 1 ? "" : "s"}, ${timings.requests} requests in all`,
      ...malformed
        .slice(0, 20)
        .map(
          ({ position, name, reason }) => `entry ${position + 1}${name === undefined ? "" : ` (${name})`}: ${reason}`,
        ),
    ];
    const ms = timings.listMs;
    const counted = `${tools.length} tool${tools.length === 1 ? "" : "s"}`;
    if (tools.length === 0 && malformed.length === 0)
      return {
        verdict: "fail",
        fact: "the list is empty",
        evidence,
        ms,
        failure: {
          code: "E_NO_TOOLS",
          phase: "content",
          cause: "The server answers correctly and lists no tools.",
          remedy:
            "The server's operator checks what these credentials and this URL may see (scopes, path, feature flags).",
        },
      };
    if (malformed.length > 0)
      return {
        verdict: "warn",
        fact: `${counted}, ${malformed.length} malformed`,
        evidence,
        ms,
        failure: {
          code: "E_TOOL_MALFORMED",
          phase: "schema",
          cause: `${malformed.length === 1 ? "One tool is" : `${malformed.length} tools are`} malformed (${[malformed[0]?.name, malformed[0]?.reason].filter(Boolean).join(": ")}); some clients drop the whole list for that.`,
          remedy: "The tool's author repairs the entry named here.",
        },
      };
    if (incomplete !== undefined)
      return {
        verdict: "warn",
        fact: `${counted}, incomplete: ${incomplete}`,
        evidence,
        ms,
        failure: {
          code: "E_LIST_INCOMPLETE",
          phase: "mcp",
          cause: `The list is incomplete: ${incomplete}`,
          remedy: "The server's operator repairs the paging of tools/list.",
        },
      };
    const slow = timings.totalMs > SLOW_MS;
    return {
      verdict: slow ? "warn" : "ok",
      fact: `${counted} in ${Math.round(timings.totalMs)} ms${slow ? ": callers wait that long before every conversation" : ""}`,
      evidence,
      ms,
    };
  },
};
