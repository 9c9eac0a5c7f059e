import { cancelled, invalidInput } from "#shared/base/failure.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Json, JsonObject } from "#shared/base/json.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import { addToQuery, fillUrlTemplate, type TemplateRefusal } from "#shared/platform/url-template.ts";
import { openDeadline } from "#core/mcp/deadline.ts";
import { asFailure, Failure } from "#core/mcp/failure.ts";
import { openGuardedHttp } from "#core/mcp/guarded-http.ts";
import { recordTraffic } from "#core/mcp/traffic-recorder.ts";
import type { HttpToolGateway } from "#core/model-ports.ts";
import type { Clock } from "#core/ports.ts";
import { readReply } from "./read-reply.ts";

// What the MCP side says of an MCP server, said of an endpoint.
const NEXT: ReadonlyMap<string, string> = new Map([
  [
    "E_TIMEOUT_CALL",
    "The endpoint may still be working: check before calling it again. The tool's time-out can be raised.",
  ],
  ["E_BODY_TOO_LARGE", "Ask for less, or let the endpoint page its answer."],
  ["E_TCP_REFUSED", "Check that the endpoint runs, and the port in its address."],
]);

/** Calls custom HTTP tools. Each call has sockets of its own, which it closes; nothing is sent twice. */
export function createHttpToolGateway({ clock }: { readonly clock: Clock }): HttpToolGateway {
  return {
    async call({ tool, url, headers, secrets, mask }, argumentsValue, { jobId, signal, onExchange }) {
      const request = requestFor(tool, url, argumentsValue);
      if (!request.ok) return request;
      const { timeoutMs } = tool;
      const deadline = openDeadline({
        parent: signal,
        totalMs: timeoutMs,
        expired: (ms) =>
          new Failure("E_TIMEOUT_CALL", `${tool.name} did not answer within ${ms / 1000} s.`, {
            limit: { name: "timeoutMs", value: ms, unit: "ms" },
          }),
      });
      const sink = { append: onExchange };
      const http = openGuardedHttp(clock, recordTraffic({ sink, clock, serverId: tool.id, jobId, secrets }));
      const began = clock.monotonicMs();
      try {
        const { body } = request.value;
        const answer = await http.send({
          method: tool.method,
          url: new URL(request.value.url),
          headers: joined({ ...OWN_HEADERS, ...(body === undefined ? {} : JSON_BODY) }, headers),
          ...(body === undefined ? {} : { body }),
          signal: deadline.signal,
        });
        const reply = await readReply(answer, mask, deadline.signal);
        const ended = clock.monotonicMs();
        return ok({
          ...reply,
          timings: {
            connectMs: Math.max(0, answer.connectedAt - began),
            waitMs: answer.firstByteAt - answer.connectedAt,
            readMs: ended - answer.firstByteAt,
            totalMs: ended - began,
          },
        });
      } catch (error) {
        if (signal.aborted) return fail(cancelled(tool.name));
        return fail(named(deadline.signal.aborted ? deadline.signal.reason : error, mask));
      } finally {
        deadline.close();
        http.close();
      }
    },
  };
}

const OWN_HEADERS = { accept: "application/json, text/*;q=0.9, */*;q=0.1", "user-agent": "preflight" };
const JSON_BODY = { "content-type": "application/json" };

/** Where the arguments go: into the address, then into the query (GET, DELETE) or a JSON body. */
function requestFor(tool: HttpTool, template: string, argumentsValue: JsonObject) {
  const filled = fillUrlTemplate(template, argumentsValue);
  if (!filled.ok) return fail(refusal(filled.error));
  const { url, rest } = filled.value;
  if (tool.method !== "GET" && tool.method !== "DELETE")
    return ok({ url, body: JSON.stringify(Object.fromEntries<Json>(rest)) });
  const whole = addToQuery(url, rest);
  return whole.ok ? ok({ url: whole.value, body: undefined }) : fail(refusal(whole.error));
}

const refusal = ({ code, said, next }: TemplateRefusal): ConsoleError => invalidInput(code, said, next);

/** Header names are alike whatever their case: a configured one replaces ours. */
function joined(
  ours: Readonly<Record<string, string>>,
  configured: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(configured).map((name) => name.toLowerCase()));
  const kept = Object.entries(ours).filter(([name]) => !names.has(name));
  return Object.fromEntries([...kept, ...Object.entries(configured)]);
}

function named(thrown: unknown, mask: (text: string) => string): ConsoleError {
  const error = asFailure(thrown).toConsoleError(mask);
  return { ...error, next: NEXT.get(error.code) ?? error.next };
}
