import type { OpenedModel } from "#core/model-ports.ts";
import { Failure } from "#core/mcp/failure.ts";
import type { GuardedAnswer, GuardedHttp } from "#core/mcp/guarded-http.ts";
import { readErrorBody, sizeText } from "#core/mcp/read-body.ts";
import type { ModelBudgets } from "./budgets.ts";
import { modelFailure } from "./model-failure.ts";
import { statusFailure, wordsOf } from "./status-failure.ts";

/** The `fetch` that a provider of the SDK is given, and what went wrong in it: the SDK wraps errors, or drops them. */
export interface GuardedFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly failure: () => unknown;
}

const KEY_HEADERS: ReadonlySet<string> = new Set(["authorization", "x-api-key", "x-goog-api-key"]);

/** Makes one for one answer. `onBytes` is told of every piece of the body. */
export function openGuardedFetch(options: {
  readonly http: GuardedHttp;
  readonly model: OpenedModel;
  readonly signal: AbortSignal;
  readonly budgets: ModelBudgets;
  readonly onBytes: () => void;
}): GuardedFetch {
  const { http, model, signal } = options;
  let failure: unknown;
  const failed = (error: unknown): never => {
    failure ??= error;
    throw error;
  };
  const send = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers));
    headers["user-agent"] = "preflight";
    // Without a key the SDK would send an empty one.
    if (model.key === undefined) for (const name of KEY_HEADERS) delete headers[name];
    const ask = (body: string): Promise<GuardedAnswer> =>
      http.send({ method: "POST", url: new URL(String(input)), headers, body, signal });
    const body = typeof init.body === "string" ? init.body : "";
    let answer = await ask(body);
    if (isRefusal(answer.status)) {
      const refusal = await readErrorBody(answer);
      const plainer = withoutUsage(body);
      // Asked twice only here: some compatible servers take no field that they do not know.
      if (plainer === undefined || !refusal.includes("stream_options")) throw statusFailure(answer, refusal, model);
      answer = await ask(plainer);
      if (isRefusal(answer.status)) throw statusFailure(answer, await readErrorBody(answer), model);
    }
    if (answer.mediaType === "application/json" || answer.mediaType === "text/html")
      throw notAStream(answer, await readErrorBody(answer));
    options.onBytes();
    return new Response(
      bounded(answer, options, (error) => (failure ??= error)),
      {
        status: 200,
        headers: { "content-type": answer.contentType || "text/event-stream" },
      },
    );
  };
  return { fetch: (input, init) => send(input, init).catch(failed), failure: () => failure };
}

const isRefusal = (status: number): boolean => status < 200 || status > 299;

/** The question without the wish to be told its tokens; undefined where it has none. */
function withoutUsage(body: string): string | undefined {
  if (!body.includes('"stream_options"')) return undefined;
  const { stream_options: usage, ...rest } = JSON.parse(body) as { readonly stream_options?: unknown };
  return usage === undefined ? undefined : JSON.stringify(rest);
}

function notAStream(answer: GuardedAnswer, body: string): Error {
  const evidence = `HTTP ${answer.status} ${answer.contentType}\n${body.slice(0, 600)}`;
  const words = wordsOf(body);
  if (words !== "")
    return modelFailure(
      "E_MODEL_FAILED",
      "protocol",
      `The provider answered an error: ${words}`,
      "Read what the provider says, and try again.",
      { evidence, retriable: true },
    );
  const what = answer.mediaType === "text/html" ? "a web page" : "one JSON document where a stream was asked for";
  return modelFailure(
    "E_MODEL_NOT_A_STREAM",
    "protocol",
    `The address answered ${what}.`,
    "Check that the provider and the base address belong together (often it ends in /v1).",
    { evidence, phase: "content" },
  );
}

/** The body as the SDK reads it, counted; leaving it drops the socket. */
function bounded(
  answer: GuardedAnswer,
  { budgets, onBytes }: { readonly budgets: ModelBudgets; readonly onBytes: () => void },
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const pieces = answer.body[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await pieces.next();
        if (piece.done === true) return controller.close();
        size += piece.value.length;
        onBytes();
        if (size > budgets.answerBytes) {
          answer.discard();
          throw new Failure("E_BODY_TOO_LARGE", `The answer is larger than ${sizeText(budgets.answerBytes)}.`, {
            limit: { name: "answerBytes", value: budgets.answerBytes, unit: "bytes" },
          });
        }
        controller.enqueue(piece.value);
      } catch (error) {
        onFailure(error);
        controller.error(error);
      }
    },
    cancel: () => answer.discard(),
  });
}
