import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ModelProvider } from "#shared/contract/model.ts";
import { chatCompletions } from "./chat-completions.ts";
import { generateContent } from "./generate-content.ts";
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

export interface ModelServer extends AsyncDisposable {
  readonly origin: string;
  /** The base address under which a provider's protocol is spoken. */
  readonly baseUrl: (provider: ModelProvider) => string;
  readonly asked: readonly AskedModel[];
  /** Resolves when no socket is open any more; rejects after two seconds. */
  readonly idle: () => Promise<void>;
}

/**
 * A model on loopback that says what a script tells it, in the protocol in which it is asked: chat completions,
 * Responses, Anthropic's messages, Gemini's generateContent. Written from their public references.
 */
export async function startModelServer(script: ModelScript | readonly ScriptedAnswer[]): Promise<ModelServer> {
  const run: ModelScript =
    typeof script === "function" ? script : (_asked, turn) => script[Math.min(turn, script.length - 1)] ?? {};
  const asked: AskedModel[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("error", () => {}); // the client may leave at any moment
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      const text = Buffer.concat(chunks).toString();
      const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
      const one = { path, headers: request.headers, body };
      asked.push(one);
      const answer = run(one, asked.length - 1);
      if (typeof answer === "function") void answer(response);
      else sendEvents(response, eventsFor(one, answer));
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: (provider) => `${origin}/${provider === "google" ? "v1beta" : "v1"}`,
    asked,
    async idle() {
      const late = AbortSignal.timeout(2000);
      for (const socket of sockets) {
        await new Promise<void>((resolve, reject) => {
          socket.once("close", () => resolve());
          if (socket.destroyed) resolve();
          late.addEventListener("abort", () => reject(new Error("a socket stayed open")), { once: true });
        });
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
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
