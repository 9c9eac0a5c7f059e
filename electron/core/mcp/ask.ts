import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { NEVER, type Connection } from "./connection.ts";
import { asFailure, Failure } from "./failure.ts";
import { looseResult } from "./loose-result.ts";

/**
 * Sends one request over a connection and gives the JSON-RPC response verbatim, from the wire: also an error response.
 * Throws the Failure where there is no response.
 */
export async function ask(
  { client, wire }: Connection,
  request: { readonly method: string; readonly params?: Record<string, unknown> },
  options: { readonly headers?: Readonly<Record<string, string>>; readonly followQuestions?: boolean } = {},
): Promise<JsonObject> {
  wire.forget();
  try {
    await client.request(request, looseResult, {
      ...NEVER,
      headers: options.headers ?? {},
      allowInputRequired: options.followQuestions !== true,
    });
  } catch (error) {
    const failed = wire.firstFailure();
    if (failed !== undefined) throw failed;
    if (wire.lastAnswer() === undefined) throw asFailure(error);
    // Otherwise the SDK rejects because of an error response, which is an answer: it stands on the wire.
  }
  const answer = wire.lastAnswer();
  if (answer === undefined) throw new Failure("E_STREAM_ENDED", `There was no answer to ${request.method}.`);
  return answer;
}

/** The result in a response, or undefined where it is an error. */
export function resultIn(answer: JsonObject): JsonObject | undefined {
  const { error, result } = answer;
  if (error !== undefined && error !== null) return undefined;
  return isJsonObject(result) ? result : {};
}
