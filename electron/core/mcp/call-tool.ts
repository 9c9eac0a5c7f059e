import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import { ask, resultIn } from "./ask.ts";
import type { Connection } from "./connection.ts";
import { Failure } from "./failure.ts";
import { parameterHeaders } from "./mcp-headers.ts";
import { rpcErrorOf } from "./rpc-message.ts";

/** One tool call, ready to be sent. `tool` is the entry as advertised: it may ask for headers. */
export interface CallRequest {
  readonly name: string;
  readonly argumentsValue: JsonObject;
  readonly tool?: JsonObject;
  readonly progressToken?: string;
  /** Answer `input_required` through the client's handlers and go on; else it is the outcome. */
  readonly followQuestions?: boolean;
}

/**
 * Sends one call and reads its outcome, verbatim from the wire. What the server answered is an outcome, also an error;
 * that there was no answer is a Failure, thrown.
 */
export async function callTool(connection: Connection, request: CallRequest): Promise<CallOutcome> {
  const { name, argumentsValue, tool, progressToken, followQuestions } = request;
  const schema = tool?.["inputSchema"];
  const headers = connection.era === "modern" && isJsonObject(schema) ? parameterHeaders(schema, argumentsValue) : {};
  const params = {
    name,
    arguments: argumentsValue,
    ...(progressToken === undefined ? {} : { _meta: { progressToken } }),
  };
  const answer = await ask(
    connection,
    { method: "tools/call", params },
    { headers, ...(followQuestions === undefined ? {} : { followQuestions }) },
  );
  return outcomeOf(answer);
}

/** The outcome in one JSON-RPC response. An unknown result type is shown as what it says, not hidden. */
function outcomeOf(answer: JsonObject): CallOutcome {
  const value = resultIn(answer);
  if (value === undefined) return { kind: "protocol-error", error: rpcErrorOf(answer["error"]) };
  if (value["resultType"] === "input_required") return { kind: "input-required", result: value };
  return { kind: value["isError"] === true ? "tool-error" : "completed", result: value };
}

const REFUSES_MESSAGE: ReadonlySet<number> = new Set([400, 404, 405, 406, 415]);
const UNSUPPORTED_VERSION = -32022;

/**
 * True when a call over a merely remembered era was refused in a way that may mean that the era is not the server's any
 * more. Whether it is, a fresh handshake tells: only a server that does not speak that era any more has provably not run
 * a message of it, and only then may the call go out again, in the right era.
 */
export function refusedForItsEra(connection: Connection, seen: CallOutcome | Failure): boolean {
  if (!connection.fromMemory) return false;
  if (seen instanceof Failure) return REFUSES_MESSAGE.has(seen.detail.status ?? 0) && seen.code !== "E_SESSION_LOST";
  return seen.kind === "protocol-error" && seen.error.code === UNSUPPORTED_VERSION;
}
