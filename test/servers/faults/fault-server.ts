import type { IncomingMessage, ServerResponse } from "node:http";
import { startLoopback, type Loopback } from "../loopback.ts";

/** One request as a fault sees it. */
export interface FaultExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  /** JSON-RPC method and id, where the body is a message. */
  readonly method: string | undefined;
  readonly id: string | number | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Answers one request, or misbehaves. */
export type Fault = (exchange: FaultExchange) => void | Promise<void>;

/** A request as it arrived. */
interface Arrived {
  readonly verb: string;
  readonly path: string;
  readonly method: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface FaultServer extends Loopback {
  /** `/mcp` on it. */
  readonly url: string;
  readonly arrived: readonly Arrived[];
}

/** Starts a raw HTTP server on loopback that answers everything with one fault. Stops with `await using`. */
export async function startFaultServer(fault: Fault): Promise<FaultServer> {
  const arrived: Arrived[] = [];
  const loopback = await startLoopback((request, response, body) => {
    const { method, id, params } = messageIn(body);
    arrived.push({ verb: request.method ?? "", path: request.url ?? "", method, headers: request.headers, body });
    void fault({ request, response, body, method, id, params: params ?? {} });
  });
  return { ...loopback, url: `${loopback.origin}/mcp`, arrived };
}

function messageIn(body: string): {
  readonly method?: string;
  readonly id?: string | number;
  readonly params?: Readonly<Record<string, unknown>>;
} {
  try {
    return (JSON.parse(body) ?? {}) as ReturnType<typeof messageIn>;
  } catch {
    return {}; // not a message
  }
}
