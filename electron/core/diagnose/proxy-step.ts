import { probeProxy, readProxy } from "./proxy-probe.ts";
import { hostAndPort, skipped, type Step } from "./step.ts";

/**
 * Says which proxy the environment names for this URL, and what it answers to a CONNECT. The console connects directly
 * (so does the platform, from its own network), so this is a warning at most: a dead or missing proxy is a common reason
 * for "works on my machine".
 */
export const proxyStep = (environment: Readonly<Record<string, string | undefined>>): Step => ({
  id: "proxy",
  async run({ url, signal }) {
    const names = url.protocol === "https:" ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"];
    const named = [...names, "ALL_PROXY", "all_proxy"].find((name) => (environment[name] ?? "") !== "");
    if (named === undefined) return skipped("no proxy in the environment");
    const proxy = readProxy(environment[named] ?? "");
    const shown = proxy?.shown ?? "something that is no URL";
    const exceptions = environment["NO_PROXY"] ?? environment["no_proxy"] ?? "";
    if (isExcepted(url.hostname, exceptions))
      return {
        verdict: "ok",
        fact: `${named} is set, and NO_PROXY excepts this host`,
        evidence: [`${named}: ${shown}`],
      };
    const { host, port } = hostAndPort(url);
    const answer =
      proxy === undefined
        ? "it cannot be used"
        : await probeProxy(proxy, `${host.includes(":") ? `[${host}]` : host}:${port}`, signal);
    return {
      verdict: "warn",
      fact: `${named} names ${shown}: ${answer}; this console connects directly`,
      evidence: [
        `${named}: ${shown}`,
        `asked for a tunnel (CONNECT): ${answer}`,
        exceptions === "" ? "NO_PROXY is not set" : "NO_PROXY does not except this host",
      ],
      learned: { proxy: shown },
    };
  },
});

/** `NO_PROXY` as curl reads it: comma-separated names, a leading dot or `*.` for subdomains, `*` for all. */
export function isExcepted(hostname: string, exceptions: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/:\d+$/, "").replace(/^\*?\./, ""))
    .some((entry) => entry === "*" || (entry !== "" && (host === entry || host.endsWith(`.${entry}`))));
}
