import { promises as dns } from "node:dns";
import { isIP } from "node:net";
import { hostKind } from "#shared/platform/host-address.ts";
import { readNetworkError, within } from "./network-error.ts";
import { hostAndPort, skipped, type Address, type Step, type StepOutcome } from "./step.ts";

const DNS_MS = 5_000;
/** The records are evidence only: they never hold up the diagnosis for longer than this. */
const RECORDS_MS = 1_500;
const MOST_ADDRESSES = 16;

/**
 * Resolves the host as a client does, and tells "no such name" from "the resolver did not answer". `resolvers`
 * (`address:port`) are asked instead of the operating system where they are given.
 */
export const dnsStep = (resolvers?: readonly string[]): Step => ({
  id: "dns",
  async run({ url, learned, signal, remainingMs }) {
    if (learned.proxy !== undefined) return skipped("the proxy looks up the name");
    const { host } = hostAndPort(url);
    const family = isIP(host);
    if (family !== 0) {
      const address: Address = { address: host, family: family === 6 ? 6 : 4 };
      return {
        verdict: "ok",
        fact: "an address, no name to look up",
        evidence: [host],
        learned: { addresses: [address] },
      };
    }
    if (host.length > 253 || host.split(".").some((label) => label.length > 63)) return impossible(host);
    const records = readRecords(host, signal, resolvers);
    try {
      const all = await within(Math.min(DNS_MS, remainingMs()), signal, () => lookUp(host, resolvers));
      const addresses = all
        .slice(0, MOST_ADDRESSES)
        .map(({ address, family: each }): Address => ({ address, family: each === 6 ? 6 : 4 }));
      const evidence = [`${host}: ${addresses.map(({ address }) => address).join(", ")}`, ...(await records)];
      const inside = addresses.find(
        ({ address, family: each }) => hostKind(each === 6 ? `[${address}]` : address) !== "public",
      );
      const found = { addresses };
      if (inside !== undefined && hostKind(url.hostname) === "public") {
        const fact = `a public name that leads to ${inside.address}, which the platform cannot reach from outside`;
        return { verdict: "warn", fact, evidence, learned: found };
      }
      const count = addresses.length;
      return {
        verdict: "ok",
        fact: count === 1 ? (addresses[0]?.address ?? "") : `${count} addresses`,
        evidence,
        learned: found,
      };
    } catch (thrown) {
      const { code, message } = readNetworkError(thrown);
      const evidence = [`${code} ${message}`.trim(), ...(await records)];
      const missing =
        (code === "ENOTFOUND" || code === "ENODATA") &&
        !evidence.some((line) => /SERVFAIL|TIMEOUT|REFUSED|BADRESP/.test(line));
      return missing
        ? {
            verdict: "fail",
            fact: "no such host",
            evidence,
            failure: {
              code: "E_DNS_NOT_FOUND",
              phase: "dns",
              cause: `There is no host called ${host}.`,
              remedy:
                "Check the host name for a typing error; if it is right, the server's operator creates its DNS record.",
            },
          }
        : {
            verdict: "fail",
            fact: "the resolver did not answer",
            evidence,
            failure: {
              code: "E_DNS_TEMPORARY",
              phase: "dns",
              cause: `The resolver did not answer for ${host}; whether the host exists is not known.`,
              remedy: "Check this machine's network and resolver (VPN, DNS settings), then run the diagnosis again.",
            },
          };
    }
  },
});

/** RFC 1035, section 2.3.4: resolvers say no more of such a name than that they failed. */
function impossible(host: string): StepOutcome {
  const cause = `No host can be called ${host.slice(0, 40)}…: the name, or a part of it, is longer than names may be.`;
  const remedy = "Check the host name for a typing error.";
  return {
    verdict: "fail",
    fact: "no such host",
    evidence: [host.slice(0, 300)],
    failure: { code: "E_DNS_NOT_FOUND", phase: "dns", cause, remedy },
  };
}

interface Found {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name, from the operating system or from the resolvers given. Rejects with Node's error. */
async function lookUp(host: string, resolvers: readonly string[] | undefined): Promise<readonly Found[]> {
  if (resolvers === undefined) return dns.lookup(host, { all: true, order: "verbatim" });
  const resolver = new dns.Resolver({ timeout: RECORDS_MS, tries: 2 });
  resolver.setServers(resolvers);
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [v4, v6].flatMap((each, at) =>
    each.status === "fulfilled" ? each.value.map((address) => ({ address, family: at === 0 ? 4 : 6 })) : [],
  );
  const reasons = [v4, v6].flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  if (found.length === 0)
    throw reasons.find((each) => readNetworkError(each).code !== "ENODATA") ?? reasons[0] ?? new Error("no address");
  return found;
}

/** The DNS records behind the name, as lines; what does not answer in time is said so. */
async function readRecords(
  host: string,
  signal: AbortSignal,
  resolvers: readonly string[] | undefined,
): Promise<readonly string[]> {
  const resolver = new dns.Resolver({ timeout: RECORDS_MS, tries: 1 });
  if (resolvers !== undefined) resolver.setServers(resolvers);
  const ask = async (type: "A" | "AAAA" | "CNAME"): Promise<string> => {
    try {
      const values = (await within(RECORDS_MS, signal, () => resolver.resolve(host, type))) as readonly string[];
      return `${type} ${values.slice(0, MOST_ADDRESSES).join(", ")}`;
    } catch (thrown) {
      const { code } = readNetworkError(thrown);
      const said = code === "DEADLINE" || code === "ETIMEOUT" ? "TIMEOUT" : code.replace(/^E/, "");
      return said === "NODATA" || (type === "CNAME" && said === "NOTFOUND") ? "" : `${type} ${said}`;
    }
  };
  const lines = await Promise.all([ask("A"), ask("AAAA"), ask("CNAME")]);
  resolver.cancel();
  return lines.filter((line) => line !== "");
}
