import { endedEarly } from "./answer-stream.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { decodeUtf8InTurns, parseJsonInTurns } from "./json-in-turns.ts";
import { parseJson } from "./json-text.ts";
import { readBody } from "./read-body.ts";
import type { PendingRequest } from "./rpc-message.ts";
import type { Receiver } from "./wire.ts";

/** Reads a JSON body and hands its message on. A whole answer before a broken connection counts. Throws a Failure. */
export async function readJsonAnswer(
  answer: GuardedAnswer,
  pending: PendingRequest,
  receiver: Receiver,
): Promise<void> {
  const { maxBodyBytes, limitName, deadline } = receiver.scope();
  const { bytes, free, broken } = await readBody(answer, maxBodyBytes, limitName, deadline.signal);
  receiver.marks.bytes = bytes.length;
  let value: unknown;
  try {
    if (bytes.length === 0)
      throw new Failure("E_BODY_EMPTY", "The server answered with an empty body.", { status: answer.status });
    const { text, bom } = await decodeUtf8InTurns(bytes);
    free();
    if (bom) receiver.warn("The answer begins with a byte order mark.");
    value = await parseJsonInTurns(text);
  } catch (error) {
    throw broken ?? error; // cut short: that is the cause, and half a JSON text only its effect
  }
  if (broken !== undefined) receiver.warn(`The connection broke after a whole answer: ${broken.message}`);
  if (!Array.isArray(value)) {
    if (!receiver.receive(value, pending)) throw endedEarly(pending);
    return;
  }
  receiver.warn("The server answered with a JSON-RPC batch, which MCP has removed.");
  for (const item of value as unknown[]) if (receiver.receive(item, pending)) return;
  throw endedEarly(pending);
}

/** The JSON-RPC error in a refused request's body, if it answers this very request. */
export function errorAnswerIn(body: string, pending: PendingRequest): unknown {
  const text = /^(?:event:|data:|id:)/.test(body) ? (/^data: ?(.*)$/m.exec(body)?.[1] ?? "") : body;
  try {
    const value = parseJson(text) as { id?: unknown; error?: unknown } | null;
    const isOurs =
      typeof value === "object" &&
      value !== null &&
      value.error !== undefined &&
      String(value.id) === String(pending.id);
    return isOurs ? value : undefined;
  } catch {
    return undefined; // a page or plain text: the status alone tells
  }
}
