import { connectToProxy, openTunnel, sayError } from "#core/proxy/open-tunnel.ts";
import { ProxyRefusal, unreachable } from "#core/proxy/proxy-refusal.ts";
import { proxyRoute, type Proxy, type ProxyEnvironment } from "#core/proxy/proxy-route.ts";
import { readNetworkError, within } from "./network-error.ts";
import { hostAndPort, skipped, type Step, type StepInput, type StepOutcome } from "./step.ts";

/** How long a proxy may take to open a tunnel, or to accept a connection. */
const PROXY_MS = 10_000;

/**
 * Says which proxy the environment names for this URL, and whether it lets connections to the host through: all that
 * comes after goes the same way, as it does for a discovery or a call.
 */
export const proxyStep = (environment: ProxyEnvironment): Step => ({
  id: "proxy",
  async run(input) {
    const route = proxyRoute(input.url, environment);
    if (route.kind === "unusable")
      return {
        verdict: "fail",
        fact: route.said,
        evidence: [],
        failure: {
          code: "E_PROXY_INVALID",
          phase: "proxy",
          cause: route.said,
          remedy: "Correct the variable, or unset it: the console connects directly then.",
        },
      };
    if (route.kind === "direct")
      return route.except === undefined
        ? skipped("no proxy in the environment")
        : { verdict: "ok", fact: route.except, evidence: [] };
    const { proxy } = route;
    const evidence = [`${proxy.variable}: ${proxy.shown}`];
    try {
      await passes(proxy, input);
    } catch (thrown) {
      return notPassed(thrown, proxy, evidence);
    }
    return {
      verdict: "ok",
      fact: `through ${proxy.shown}, which ${proxy.variable} names`,
      evidence: [
        ...evidence,
        input.url.protocol === "https:" ? "it opened a tunnel (CONNECT) to the host" : "it accepts connections",
      ],
      learned: { proxy },
    };
  },
});

/** Settles when the proxy opened a tunnel, or for plain HTTP when it accepted a connection. Nothing more is sent. */
async function passes(proxy: Proxy, { url, signal, remainingMs }: StepInput): Promise<void> {
  const ms = Math.min(PROXY_MS, remainingMs());
  if (url.protocol === "https:") {
    const socket = await openTunnel(proxy, placeOf(url), ms, signal);
    socket.on("error", () => {}); // an error after our verdict changes nothing
    socket.destroy();
    return;
  }
  const socket = connectToProxy(proxy);
  try {
    await within(
      ms,
      signal,
      () =>
        new Promise<void>((resolve, reject) =>
          socket.once(proxy.url.protocol === "https:" ? "secureConnect" : "connect", resolve).once("error", reject),
        ),
    );
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}

function notPassed(thrown: unknown, proxy: Proxy, evidence: readonly string[]): StepOutcome {
  const { code, message } = readNetworkError(thrown);
  const refusal =
    thrown instanceof ProxyRefusal
      ? thrown
      : unreachable(
          proxy,
          code === "DEADLINE"
            ? "it did not accept a connection in time"
            : sayError(Object.assign(new Error(message), { code })),
        );
  return {
    verdict: "fail",
    fact: refusal.message,
    evidence,
    failure: { code: refusal.code, phase: "proxy", cause: refusal.message, remedy: refusal.next },
  };
}

/** `host:port` as CONNECT wants it. */
export function placeOf(url: URL): string {
  const { host, port } = hostAndPort(url);
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
