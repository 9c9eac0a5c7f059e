import { secretsOfUrl } from "#shared/base/redact.ts";
import { hostKind } from "#shared/platform/host-address.ts";

/** A proxy that an environment variable names for a URL. */
export interface Proxy {
  /** `HTTPS_PROXY`: which variable it was. */
  readonly variable: string;
  /** With its credentials: never shown, never logged. */
  readonly url: URL;
  /** Scheme, host and port only: a proxy's URL often holds a password. */
  readonly shown: string;
}

/** How a URL is reached: directly (and why, where a proxy is named), through a proxy, or not at all. */
export type ProxyRoute =
  | { readonly kind: "direct"; readonly except?: string }
  | { readonly kind: "proxy"; readonly proxy: Proxy }
  | { readonly kind: "unusable"; readonly said: string };

/** The variables that name a proxy and its exceptions, as curl and most programs read them. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * The route to a URL by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in capitals or not. A server on this
 * machine is never asked through a proxy.
 */
export function proxyRoute(target: URL, environment: ProxyEnvironment): ProxyRoute {
  const own = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const variable = [own, own.toLowerCase(), "ALL_PROXY", "all_proxy"].find((name) => (environment[name] ?? "") !== "");
  if (variable === undefined) return { kind: "direct" };
  if (hostKind(target.hostname) === "loopback")
    return { kind: "direct", except: `${variable} is set, and a server on this machine is asked without it` };
  const exceptions = environment["NO_PROXY"] ?? environment["no_proxy"] ?? "";
  if (isExcepted(target.hostname, exceptions))
    return { kind: "direct", except: `${variable} is set, and NO_PROXY excepts this host` };
  const value = environment[variable] ?? "";
  const text = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(text)) return { kind: "unusable", said: `${variable} names something that is no URL.` };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return {
      kind: "unusable",
      said: `${variable} names a proxy of the kind ${url.protocol.slice(0, 20)}, which is not spoken here.`,
    };
  return { kind: "proxy", proxy: { variable, url, shown: `${url.protocol}//${url.host}` } };
}

/** What the proxy variables hold that must be shown nowhere: their credentials. */
export function proxySecrets(environment: ProxyEnvironment): readonly string[] {
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
  return names.flatMap((name) => {
    const value = environment[name] ?? "";
    return value === "" ? [] : secretsOfUrl(value.includes("://") ? value : `http://${value}`);
  });
}

/** `NO_PROXY` as curl reads it: comma-separated names, a leading dot or `*.` for subdomains, `*` for all. */
export function isExcepted(hostname: string, exceptions: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/:\d+$/, "").replace(/^\*?\./, ""))
    .some((entry) => entry === "*" || (entry !== "" && (host === entry || host.endsWith(`.${entry}`))));
}
