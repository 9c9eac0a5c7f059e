import type { Proxy } from "./proxy-route.ts";

/** Why a proxy let nothing through. Its message is one sentence for a person, without the proxy's credentials. */
export class ProxyRefusal extends Error {
  readonly code: "E_PROXY_UNREACHABLE" | "E_PROXY_REFUSED" | "E_PROXY_INVALID" | "E_HTTP_407";
  /** One sentence: who does what. */
  readonly next: string;

  constructor(code: ProxyRefusal["code"], said: string, next: string) {
    super(said);
    this.name = "ProxyRefusal";
    this.code = code;
    this.next = next;
  }
}

const named = ({ variable, shown }: Proxy): string => `the proxy ${shown}, which ${variable} names,`;

/** The proxy itself cannot be talked to. */
export const unreachable = (proxy: Proxy, why: string): ProxyRefusal =>
  new ProxyRefusal(
    "E_PROXY_UNREACHABLE",
    `Connections from this machine go through ${named(proxy)} and ${why}.`,
    `Correct ${proxy.variable} or unset it, or whoever runs the proxy starts it; hosts in NO_PROXY are asked directly.`,
  );

/** The proxy answered a request for a tunnel with something else than yes. */
export function refused(proxy: Proxy, status: number, place: string): ProxyRefusal {
  if (status === 407)
    return new ProxyRefusal(
      "E_HTTP_407",
      `Connections from this machine go through ${named(proxy)} and it wants other credentials (HTTP 407).`,
      `Put the proxy's user name and password into ${proxy.variable}, or name this host in NO_PROXY.`,
    );
  const why =
    status === 403 ? `forbids ${place}` : status >= 500 ? `could not reach ${place}` : `refuses a tunnel to ${place}`;
  return new ProxyRefusal(
    "E_PROXY_REFUSED",
    `Connections from this machine go through ${named(proxy)} and it ${why} (HTTP ${status}).`,
    status >= 500
      ? "Check the host in the URL; if it is right, whoever runs the proxy finds out why it cannot reach it."
      : "Whoever runs the proxy allows this host; or name it in NO_PROXY, where it can be reached directly.",
  );
}

/** The environment names something that is no proxy. */
export const invalid = (said: string): ProxyRefusal =>
  new ProxyRefusal("E_PROXY_INVALID", said, "Correct the variable, or unset it: the console connects directly then.");
