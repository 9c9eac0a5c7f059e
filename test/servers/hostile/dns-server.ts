import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { Site } from "./site.ts";

/** What the resolver says of every name: addresses, that there is no such name, that it failed, or nothing at all. */
export type DnsSaying =
  | { readonly a?: readonly string[]; readonly aaaa?: readonly string[] }
  | "nxdomain"
  | "servfail"
  | "refused"
  | "silent"
  | "garbage";

const CODES = { servfail: 2, nxdomain: 3, refused: 5 } as const;

/** A resolver on loopback (RFC 1035, one question a message). Gives `127.0.0.1:port`. */
export async function startDns(site: Site, saying: DnsSaying): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    if (saying === "silent") return;
    const reply = saying === "garbage" ? Buffer.from("not a DNS message") : answer(query, saying);
    socket.send(reply, from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  site.onEnd(() => socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

function answer(query: Buffer, saying: Exclude<DnsSaying, "silent" | "garbage">): Buffer {
  let end = 12;
  while ((query[end] ?? 0) !== 0) end += (query[end] ?? 0) + 1;
  const question = query.subarray(12, end + 5);
  const type = query.readUInt16BE(end + 1);
  const addresses = typeof saying === "string" ? [] : type === 1 ? saying.a : type === 28 ? saying.aaaa : [];
  const records = (addresses ?? []).map((address) => record(type, address));
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (typeof saying === "string" ? CODES[saying] : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question, ...records]);
}

function record(type: number, address: string): Buffer {
  const data = type === 1 ? Buffer.from(address.split(".").map(Number)) : ipv6(address);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function ipv6(address: string): Buffer {
  const [left = "", right = ""] = address.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === "" ? [] : right.split(":");
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => "0"), ...tail];
  return Buffer.from(groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
}
