/** What kind of place a host name or address is, seen from a platform on the public internet. */
export type HostKind = "public" | "loopback" | "private" | "link-local" | "unroutable";

type Range = readonly [bits: string, prefix: number, kind: HostKind];

// IANA special-purpose address registries, IPv4 and IPv6 (2026-10).
const V4: readonly Range[] = [
  ["127.0.0.0", 8, "loopback"],
  ["10.0.0.0", 8, "private"],
  ["172.16.0.0", 12, "private"],
  ["192.168.0.0", 16, "private"],
  ["100.64.0.0", 10, "private"],
  ["198.18.0.0", 15, "private"],
  ["169.254.0.0", 16, "link-local"],
  ["0.0.0.0", 8, "loopback"],
  ["192.0.2.0", 24, "unroutable"],
  ["198.51.100.0", 24, "unroutable"],
  ["203.0.113.0", 24, "unroutable"],
  ["224.0.0.0", 4, "unroutable"],
  ["240.0.0.0", 4, "unroutable"],
];

/**
 * Judges a host after URL parsing, when `2130706433`, `0x7f.1` and `127.1` have all become `127.0.0.1`; IPv6 comes in
 * brackets. Names are judged by their ending only: what they resolve to is for the diagnosis to find out.
 */
export function hostKind(hostname: string): HostKind {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return v6Kind(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return v4Kind(v4Number(host));
  if (host === "localhost" || host.endsWith(".localhost")) return "loopback";
  if (/\.(local|internal|lan|intranet|corp|home|home\.arpa|test)$/.test(host) || !host.includes(".")) return "private";
  if (/\.(example|invalid)$/.test(host)) return "unroutable";
  return "public";
}

function v4Number(text: string): number {
  return text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function v4Kind(address: number): HostKind {
  for (const [base, prefix, kind] of V4) {
    const size = 2 ** (32 - prefix);
    if (Math.floor(address / size) === Math.floor(v4Number(base) / size)) return kind;
  }
  return "public";
}

function readGroups(part: string): readonly number[] {
  return part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
}

/** The eight 16-bit groups of an IPv6 address in the URL parser's form. */
function v6Groups(text: string): readonly number[] {
  const [head = "", tail] = text.split("::");
  const left = readGroups(head);
  const right = tail === undefined ? [] : readGroups(tail);
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => 0), ...right];
}

function v6Kind(text: string): HostKind {
  const groups = v6Groups(text);
  const [first = 0, second = 0, , , , sixth = 0, seventh = 0, last = 0] = groups;
  const leading = groups.slice(0, 5).every((group) => group === 0);
  const embedded = seventh * 65_536 + last;
  if (leading && sixth === 0xffff) return v4Kind(embedded); // IPv4-mapped
  if (first === 0x64 && second === 0xff9b) return v4Kind(embedded); // NAT64
  if (first === 0x2002) return v4Kind(second * 65_536 + (groups[2] ?? 0)); // 6to4
  if (leading && sixth === 0 && seventh === 0 && last <= 1) return "loopback"; // ::1, and :: which connects to it
  if (first >= 0xfc00 && first <= 0xfdff) return "private";
  if (first >= 0xfe80 && first <= 0xfebf) return "link-local";
  if (first >= 0xff00 || (first === 0x2001 && second === 0xdb8)) return "unroutable";
  return "public";
}
