import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { agencyClients, registerAgency } from "./agency.ts";
import { registerCustomerSuccess } from "./customer-success.ts";
import { registerLogistics } from "./logistics.ts";
import { answerPlainly, registerTroublesome, speaksMcp } from "./troublesome.ts";

/** A sample server that is listening. */
export interface RunningSample {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

interface Closable {
  close(): Promise<void>;
}
type Connectable = Closable & { connect(transport: SSEServerTransport | StreamableHTTPServerTransport): Promise<void> };

/** Makes the MCP server behind a path; undefined where there is none. */
type Surface = (path: string) => Promise<Connectable | undefined>;

const VERSION = "1.0.0";

/** Starts one sample server on loopback, by address, on a port that the system picks. Rejects for an unknown id. */
export async function startSample(id: string): Promise<RunningSample> {
  const surface = surfaceOf(id);
  const streams = new Map<string, SSEServerTransport>();
  const open = new Set<Closable>();
  const host = createServer((request, response) => {
    handle({ id, surface, streams, open, request, response }).catch(() => {
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    host.once("error", reject);
    host.listen(0, "127.0.0.1", resolve);
  });
  const { port } = host.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      host.closeAllConnections();
      await Promise.all([...open].map((server) => server.close()));
      await new Promise((resolve) => host.close(resolve));
    },
  };
}

function surfaceOf(id: string): Surface {
  const named = (register: (server: McpServer, path: string) => boolean): Surface => {
    return (path) => {
      const server = new McpServer({
        name: `preflight-sample-${id}`,
        title: `Preflight sample: ${id}`,
        version: VERSION,
      });
      return Promise.resolve(register(server, path) ? server : undefined);
    };
  };
  switch (id) {
    case "customer-success":
      return named((server, path) => path === "/mcp" && (registerCustomerSuccess(server), true));
    case "logistics":
      return named((server, path) => path === "/mcp" && (registerLogistics(server), true));
    case "agency":
      return named((server, path) => {
        const client = agencyClients.get(path);
        if (client !== undefined) registerAgency(server, client);
        return client !== undefined;
      });
    case "troublesome": {
      const state = { listed: 0 };
      return async (path) => {
        if (!speaksMcp(path)) return undefined;
        const server = new Server(
          { name: "preflight-sample-troublesome", version: VERSION },
          { capabilities: { tools: {} } },
        );
        await registerTroublesome(server, path, state);
        return server;
      };
    }
    default:
      throw new Error(`there is no sample server ${id}`);
  }
}

interface Exchange {
  readonly id: string;
  readonly surface: Surface;
  readonly streams: Map<string, SSEServerTransport>;
  readonly open: Set<Closable>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function handle(exchange: Exchange): Promise<void> {
  const { id, surface, streams, open, request, response } = exchange;
  if (!fromHere(request)) {
    response.writeHead(403).end("Only loopback names are served.");
    return;
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = url.pathname.replace(/\/$/, "");
  if (id === "troublesome" && answerPlainly(path, response)) return;
  if (path.endsWith("/messages")) {
    const stream = streams.get(url.searchParams.get("sessionId") ?? "");
    if (stream === undefined) response.writeHead(404).end("There is no such stream.");
    else await stream.handlePostMessage(request, response);
    return;
  }
  const sse = path.endsWith("/sse");
  const base = sse ? path.slice(0, -"/sse".length) : path;
  const method = sse ? "GET" : "POST";
  const server = request.method === method ? await surface(base) : undefined;
  if (server === undefined) {
    const known = (await surface(base)) !== undefined;
    response.writeHead(known ? 405 : 404, known ? { allow: method } : {}).end();
    return;
  }
  const transport = sse ? new SSEServerTransport(`${base}/messages`, response) : new StreamableHTTPServerTransport();
  open.add(server);
  response.on("close", () => {
    open.delete(server);
    if (transport instanceof SSEServerTransport) streams.delete(transport.sessionId);
    void server.close();
  });
  if (transport instanceof SSEServerTransport) streams.set(transport.sessionId, transport);
  await server.connect(transport);
  if (transport instanceof StreamableHTTPServerTransport) await transport.handleRequest(request, response);
}

/** Refuses a page that reached us through a rebound name, and any page of another origin. */
function fromHere({ headers }: IncomingMessage): boolean {
  const here = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
  if (!here.test(headers.host ?? "")) return false;
  return headers.origin === undefined || here.test(headers.origin.replace(/^http:\/\//, ""));
}
