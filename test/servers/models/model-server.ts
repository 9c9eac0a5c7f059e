import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { ModelProvider } from "#shared/contract/model.ts";
import { chatCompletions } from "./chat-completions.ts";
import { generateContent } from "./generate-content.ts";
import { startLoopback, type Loopback } from "../loopback.ts";
import { messages } from "./messages.ts";
import { responses } from "./responses.ts";
import type { ScriptedAnswer, SentEvent } from "./scripted-answer.ts";

/** A request as it arrived. */
export interface AskedModel {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** What the server does with a request: says something in the protocol it was asked in, or misbehaves. */
export type ModelScript = (
  asked: AskedModel,
  /** Counted from 0. */
  turn: number,
) => ScriptedAnswer | ((response: ServerResponse) => void | Promise<void>);

export interface ModelServer extends Loopback {
  /** The base address under which a provider's protocol is spoken. */
  readonly baseUrl: (provider: ModelProvider) => string;
  readonly asked: readonly AskedModel[];
}

/**
 * A model on loopback that says what a script tells it, in the protocol in which it is asked: chat completions,
 * Responses, Anthropic's messages, Gemini's generateContent. Written from their public references.
 */
export async function startModelServer(script: ModelScript | readonly ScriptedAnswer[]): Promise<ModelServer> {
  const run: ModelScript =
    typeof script === "function" ? script : (_asked, turn) => script[Math.min(turn, script.length - 1)] ?? {};
  const asked: AskedModel[] = [];
  const loopback = await startLoopback((request, response, text) => {
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    const one = { path: request.url ?? "", headers: request.headers, body };
    asked.push(one);
    const answer = run(one, asked.length - 1);
    if (typeof answer === "function") void answer(response);
    else sendEvents(response, eventsFor(one, answer));
  });
  return { ...loopback, baseUrl: (provider) => `${loopback.origin}/${provider === "google" ? "v1beta" : "v1"}`, asked };
}

/** Sends all events and ends. */
function sendEvents(response: ServerResponse, events: readonly SentEvent[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) response.write(eventText(event));
  response.end();
}

/** One event as it is on the wire. */
export function eventText({ event, data }: SentEvent): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`;
}

/** What was scripted, in the protocol of the path. */
export function eventsFor({ path, body }: AskedModel, answer: ScriptedAnswer): readonly SentEvent[] {
  const model = typeof body["model"] === "string" ? body["model"] : "scripted";
  if (path.endsWith("/chat/completions")) return chatCompletions(answer, model);
  if (path.endsWith("/responses")) return responses(answer, model);
  if (path.endsWith("/messages")) return messages(answer, model);
  return generateContent(answer, model);
}
