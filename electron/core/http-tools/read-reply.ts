import { STATUS_CODES } from "node:http";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { HttpToolAnswer } from "#shared/contract/http-tool.ts";
import { Failure } from "#core/mcp/failure.ts";
import type { GuardedAnswer } from "#core/mcp/guarded-http.ts";
import { parseJson } from "#core/mcp/json-text.ts";
import { readBody, readErrorBody } from "#core/mcp/read-body.ts";
import { httpToolBudgets } from "./budgets.ts";

type Reply = Omit<HttpToolAnswer, "timings">;

/**
 * Reads what an endpoint answered as a tool result: the body as one text, a JSON object as structured content beside it.
 * 4xx and 5xx are a tool error with the beginning of the body; what is no text is a tool error that says what it is.
 * Throws a Failure for what never became an answer.
 */
export async function readReply(
  answer: GuardedAnswer,
  mask: (text: string) => string,
  signal: AbortSignal,
): Promise<Reply> {
  const { status } = answer;
  const contentType = mask(answer.contentType).slice(0, 200);
  const reply = (outcome: HttpToolAnswer["outcome"], bytes: number): Reply => ({ status, contentType, bytes, outcome });
  if (status < 200 || status > 299) {
    const body = await readErrorBody(answer);
    const excerpt = isText(answer, Buffer.from(body)) ? mask(body).slice(0, httpToolBudgets.excerptUnits).trim() : "";
    const head = `HTTP ${status} ${STATUS_CODES[status] ?? ""}`.trim();
    return reply(toolError(excerpt === "" ? head : `${head}\n${excerpt}`), Buffer.byteLength(body));
  }
  const read = await readBody(answer, httpToolBudgets.bodyBytes, "bodyBytes", signal);
  if (read.broken !== undefined) throw read.broken;
  const { bytes } = read;
  if (!isText(answer, bytes)) {
    const what = answer.mediaType === "" ? "something without a type" : answer.mediaType.slice(0, 80);
    return reply(
      toolError(`The endpoint answered ${what} (${bytes.length} bytes), which is no text that a model could read.`),
      bytes.length,
    );
  }
  const text = mask(textOf(bytes, answer.contentType));
  const structured = structureOf(text);
  return reply(
    {
      kind: "completed",
      result: {
        content: [{ type: "text", text }],
        ...(structured === undefined ? {} : { structuredContent: structured }),
      },
    },
    bytes.length,
  );
}

const toolError = (text: string): HttpToolAnswer["outcome"] => ({
  kind: "tool-error",
  result: { content: [{ type: "text", text }], isError: true },
});

const TEXT_TYPE =
  /^(text\/.+|application\/(json|xml|javascript|ecmascript|x-ndjson|jsonl|yaml|x-yaml|graphql|x-www-form-urlencoded|problem\+json)|.+\+(json|xml|yaml))$/;

/** By its type where that says it; else by its bytes: no zero byte, and mostly UTF-8. */
function isText({ mediaType }: GuardedAnswer, bytes: Uint8Array): boolean {
  if (TEXT_TYPE.test(mediaType)) return true;
  if (mediaType !== "" && mediaType !== "application/octet-stream") return false;
  const head = bytes.subarray(0, 4096);
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false; // the one expected failure: not UTF-8
  }
}

function textOf(bytes: Uint8Array, contentType: string): string {
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // the one expected failure: a charset that nobody knows
  }
}

/** The JSON object that a text is, if it is one that is not nested too deep. */
function structureOf(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined; // then it is text, as it is
    throw error;
  }
}
