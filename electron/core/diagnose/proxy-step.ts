import { skipped, type Step } from "./step.ts";

/**
 * Says which proxy the environment names for this URL. The console connects directly (so does the platform, from its
 * own network); the step is here because a dead or missing proxy is a common reason for "works on my machine".
 */
export const proxyStep = (environment: Readonly<Record<string, string | undefined>>): Step => ({
  id: "proxy",
  run({ url }) {
    const names = url.protocol === "https:" ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"];
    const named = [...names, "ALL_PROXY", "all_proxy"].find((name) => (environment[name] ?? "") !== "");
    if (named === undefined) return skipped("no proxy in the environment");
    const proxy = shownProxy(environment[named] ?? "");
    const exceptions = environment["NO_PROXY"] ?? environment["no_proxy"] ?? "";
    if (isExcepted(url.hostname, exceptions))
      return {
        verdict: "ok",
        fact: `${named} is set, and NO_PROXY excepts this host`,
        evidence: [`${named}: ${proxy}`],
      };
    return {
      verdict: "warn",
      fact: `${named} names ${proxy}; this console connects directly`,
      evidence: [
        `${named}: ${proxy}`,
        exceptions === "" ? "NO_PROXY is not set" : "NO_PROXY does not except this host",
      ],
      learned: { proxy },
    };
  },
});

/** Scheme, host and port only: a proxy's URL often holds a password. */
function shownProxy(value: string): string {
  const text = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(text)) return "something that is no URL";
  const { protocol, host } = new URL(text);
  return `${protocol}//${host}`;
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
