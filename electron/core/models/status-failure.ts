import type { OpenedModel } from "#core/model-ports.ts";
import { isJsonObject, readJson } from "#shared/base/json.ts";
import type { GuardedAnswer } from "#core/mcp/guarded-http.ts";
import { messageOf, modelFailure, type ModelFailure } from "./model-failure.ts";

/** Names the failure of an answer whose status is not 2xx. `body` is its beginning. */
export function statusFailure(answer: GuardedAnswer, body: string, model: OpenedModel): ModelFailure {
  const { status } = answer;
  const words = wordsOf(body);
  const said = (start: string): string => (words === "" ? `${start}.` : `${start}: ${words}`);
  const evidence = `HTTP ${status} ${answer.contentType || "(no content-type)"}\n${body.slice(0, 600)}`.trim();
  if (status === 401) {
    return model.key === undefined
      ? modelFailure(
          "E_MODEL_KEY_MISSING",
          "refused-credentials",
          "The provider wants a key, and none is kept (401).",
          ENTER_KEY,
          { evidence },
        )
      : modelFailure("E_MODEL_KEY_REFUSED", "refused-credentials", "The provider refuses the key (401).", ENTER_KEY, {
          evidence,
        });
  }
  if (status === 402)
    return modelFailure(
      "E_MODEL_QUOTA",
      "refused-credentials",
      said("The provider wants to be paid first (402)"),
      "Look at the account's credit with the provider.",
      { evidence },
    );
  if (status === 403)
    return modelFailure(
      "E_MODEL_KEY_NOT_ALLOWED",
      "refused-credentials",
      said("The key may not use this model, or not from here (403)"),
      "Allow it in the provider's settings, or use another key.",
      { evidence },
    );
  if (status === 404)
    return modelFailure(
      "E_MODEL_NOT_FOUND",
      "not-found",
      said(`There is no model ${JSON.stringify(model.model)} at this address, or no API (404)`),
      "Check the model's name and the base address (often it ends in /v1).",
      { evidence },
    );
  if (status === 413)
    return modelFailure(
      "E_MODEL_REQUEST_TOO_LARGE",
      "limit",
      said("The conversation with its tools is too large for the provider (413)"),
      "Attach fewer tools, or start a new conversation.",
      { evidence },
    );
  if (status === 429) {
    const wait = waitText(answer.headers["retry-after"]);
    return modelFailure(
      "E_MODEL_RATE_LIMIT",
      "unreachable",
      said(`The provider says: too many requests (429)${wait}`),
      "Wait, then try again; or look at the account's limits and credit.",
      { evidence, retriable: true },
    );
  }
  if (status === 408 || status === 409 || status >= 500)
    return modelFailure(
      "E_MODEL_FAILED",
      "unreachable",
      said(`The provider failed (${status})`),
      "Try again; if it stays so, look at the provider's status page or the program's log.",
      { evidence, retriable: true },
    );
  return modelFailure(
    "E_MODEL_REQUEST_REFUSED",
    "protocol",
    said(`The provider refused the request (${status})`),
    "Read what the provider says: often the model cannot do tools, or the conversation is too long for it.",
    { evidence },
  );
}

const ENTER_KEY = "Enter the key again in Settings, under Models.";

/** The provider's own sentence in an error body, where there is one. */
export function wordsOf(body: string): string {
  const value = readJson(body);
  // Gemini answers a list of one error where a stream was asked for.
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isJsonObject(first)) return "";
  const { detail } = first;
  const said: unknown = Array.isArray(detail) && isJsonObject(detail[0]) ? detail[0]["msg"] : detail; // FastAPI's
  const text = messageOf(first["error"] ?? first["message"] ?? said);
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}

/** `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
function waitText(header: string | undefined): string {
  if (header === undefined || !/^[\x20-\x7e]{1,40}$/.test(header)) return "";
  return /^\d+$/.test(header) ? `, again in ${header} s` : `, again after ${header}`;
}
