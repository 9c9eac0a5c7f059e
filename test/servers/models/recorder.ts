import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { maskSecrets } from "#shared/base/redact.ts";
import type { RecordedExchange } from "./recording.ts";

/** A relay on loopback in front of a model. */
export interface Recorder extends AsyncDisposable {
  /** To be the base address of the model in the console. */
  readonly baseUrl: string;
  readonly exchanges: readonly RecordedExchange[];
}

const KEY_HEADERS = ["authorization", "x-api-key", "x-goog-api-key"] as const;
const PASSED = new Set([...KEY_HEADERS, "content-type", "anthropic-version", "anthropic-beta"]);

/** Passes every question on to `upstream` (a base address) and keeps it with its answer. The key passes and is not kept. */
export async function startRecorder(upstream: string): Promise<Recorder> {
  const exchanges: RecordedExchange[] = [];
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? "/";
    const text = Buffer.concat(chunks).toString();
    const headers = Object.entries(request.headers).filter(([name]) => PASSED.has(name)) as [string, string][];
    const keys = headers.filter(([name]) => name !== "content-type").map(([, value]) => value.replace(/^Bearer /, ""));
    const answer = await fetch(`${upstream.replace(/\/$/, "")}${path}`, { method: "POST", headers, body: text });
    const contentType = answer.headers.get("content-type") ?? "";
    const body: string[] = [];
    response.writeHead(answer.status, { "content-type": contentType });
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) {
      response.write(piece);
      body.push(maskSecrets(decoder.decode(piece as Uint8Array, { stream: true }), keys));
    }
    exchanges.push({
      path,
      asked: JSON.parse(text) as Record<string, unknown>,
      status: answer.status,
      contentType,
      body,
    });
    response.end();
  };
  const server = createServer((request, response) => {
    relay(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
}
