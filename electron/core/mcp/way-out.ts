import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { openTunnel, proxyAuthorization, sayError } from "#core/proxy/open-tunnel.ts";
import { invalid, ProxyRefusal, unreachable } from "#core/proxy/proxy-refusal.ts";
import { proxyRoute, type Proxy, type ProxyEnvironment } from "#core/proxy/proxy-route.ts";
import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";

/** The sockets of one job and the way they take: directly, or through the proxy that the environment names. */
export interface WayOut {
  /** The step that a fresh connection begins with, where it is not the server's own: `proxy`. */
  firstStep(url: URL): "proxy" | undefined;
  /** Begins a request; its body is still to be written. Its errors may be Failures. */
  request(
    url: URL,
    how: {
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly signal: AbortSignal;
    },
  ): ClientRequest;
  close(): void;
}

type Connected = (error: Error | null, socket: Duplex) => void;

/** A pool of its own for each job, so that nothing outlives it: keep-alive within the job, none after. */
export function openWayOut(environment: ProxyEnvironment): WayOut {
  const agents = new Map<string, HttpAgent>();
  const pooled = { keepAlive: true, maxSockets: 6, autoSelectFamily: true };
  const agentFor = (key: string, make: () => HttpAgent): HttpAgent => {
    const agent = agents.get(key) ?? make();
    agents.set(key, agent);
    return agent;
  };

  const direct = (url: URL): HttpAgent =>
    agentFor(url.protocol, () =>
      url.protocol === "https:" ? new HttpsAgent({ ...pooled, ALPNProtocols: ["http/1.1"] }) : new HttpAgent(pooled),
    );

  return {
    firstStep: (url) => (proxyRoute(url, environment).kind === "proxy" ? "proxy" : undefined),
    request(url, { method, headers, signal }) {
      const route = proxyRoute(url, environment);
      const shared = { method, maxHeaderSize: budgets.headerBytes, setDefaultHeaders: true };
      if (route.kind === "unusable") throw proxyFailure(invalid(route.said));
      const send = url.protocol === "https:" ? httpsRequest : httpRequest;
      if (route.kind === "direct") return send(url, { ...shared, headers, agent: direct(url) });
      if (url.protocol !== "https:") return askProxy(route.proxy, url, { ...shared, headers });
      const agent = agentFor(`tunnel ${url.host}`, () => new TunnelAgent(pooled, route.proxy));
      // Each connection is bounded by the request that it is opened for: what is given here reaches the agent.
      return send(url, { ...shared, headers, agent, openedFor: signal } as RequestOptions);
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };

  /** `http://` through a proxy: the proxy is asked for the whole URL (RFC 9112, section 3.2.2). */
  function askProxy(
    proxy: Proxy,
    url: URL,
    options: Omit<RequestOptions, "headers"> & { readonly headers: Readonly<Record<string, string>> },
  ): ClientRequest {
    const authorization = proxyAuthorization(proxy);
    const whole = new URL(url);
    whole.username = "";
    whole.password = "";
    whole.hash = "";
    const secure = proxy.url.protocol === "https:";
    const request = (secure ? httpsRequest : httpRequest)({
      ...options,
      protocol: proxy.url.protocol,
      hostname: proxy.url.hostname.replaceAll(/[[\]]/g, ""),
      port: proxy.url.port === "" ? (secure ? 443 : 80) : Number(proxy.url.port),
      path: whole.href,
      agent: direct(proxy.url),
      headers: {
        ...options.headers,
        host: url.host,
        ...(authorization === undefined ? {} : { "proxy-authorization": authorization }),
      },
    });
    let stood = false;
    request.once("socket", (socket) => {
      stood = request.reusedSocket;
      socket.once(secure ? "secureConnect" : "connect", () => (stood = true));
    });
    // Before the proxy stands, an error is the proxy's; its listener comes first, and names it for those behind.
    request.prependOnceListener("error", (error: Error & { cause?: unknown }) => {
      if (!stood && !(error instanceof Failure)) error.cause = proxyFailure(unreachable(proxy, sayError(error)));
    });
    return request;
  }
}

/** Connects through a tunnel of the proxy: TLS is spoken with the server itself, and the proxy sees none of it. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: Proxy;

  constructor(options: ConstructorParameters<typeof HttpsAgent>[0], proxy: Proxy) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(
    options: RequestOptions & { readonly openedFor?: AbortSignal },
    connected?: Connected,
  ): undefined {
    const host = (options.host ?? options.hostname ?? "").replaceAll(/[[\]]/g, "");
    const place = `${host.includes(":") ? `[${host}]` : host}:${options.port ?? 443}`;
    openTunnel(this.#proxy, place, budgets.tcpMs, options.openedFor ?? AbortSignal.timeout(budgets.tcpMs)).then(
      (socket) =>
        connected?.(
          null,
          connectTls({
            socket,
            ...(isIP(host) === 0 ? { servername: host } : {}),
            ALPNProtocols: ["http/1.1"],
          }),
        ),
      (error: unknown) => connected?.(proxyFailure(error), undefined as never),
    );
    return undefined;
  }
}

/** A refusal of the proxy as a Failure; anything else as it is. */
function proxyFailure(error: unknown): Error {
  return error instanceof ProxyRefusal
    ? new Failure(error.code, error.message, { next: error.next })
    : (error as Error);
}
