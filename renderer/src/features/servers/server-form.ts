import type { NewServer } from "#shared/contract/server.ts";
import type { ServerUrlReading } from "#shared/platform/server-url.ts";

/** One extra header as it is being typed. */
export interface HeaderRow {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** How the transport is chosen: found out, or told. */
export type TransportChoice = "auto" | "streamable-http" | "sse";

export interface ServerDraft {
  readonly url: string;
  readonly name: string;
  readonly headers: readonly HeaderRow[];
  readonly transport: TransportChoice;
}

/** RFC 9110: what a header may be called. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What is wrong with a header row, in one sentence; undefined where nothing is. An empty row is passed over. */
export function headerFault({ name, value }: HeaderRow): string | undefined {
  if (name === "" && value === "") return undefined;
  if (name === "") return "The header has a value and no name.";
  if (!TOKEN.test(name)) return "A header name is letters, digits and hyphens.";
  // oxlint-disable-next-line no-control-regex -- exactly the characters that a header value may not hold
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return "The value holds a line break or control character.";
  return undefined;
}

/** The rows as a record; typed rows win over those that the address implied. */
export function headersOf(
  rows: readonly HeaderRow[],
  implied: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const typed = rows.filter(({ name }) => name !== "");
  const names = new Set(typed.map(({ name }) => name.toLowerCase()));
  return Object.fromEntries([
    ...Object.entries(implied).filter(([name]) => !names.has(name.toLowerCase())),
    ...typed.map(({ name, value }) => [name, value] as const),
  ]);
}

/** What the draft asks the core to add; undefined while it cannot be added. */
export function readDraft(draft: ServerDraft, reading: ServerUrlReading): Omit<NewServer, "id"> | undefined {
  if (reading.kind !== "remote" || draft.headers.some((row) => headerFault(row) !== undefined)) return undefined;
  const headers = headersOf(draft.headers, reading.headers);
  const name = draft.name.trim() === "" ? reading.suggestedName : draft.name.trim();
  return {
    url: reading.url,
    name,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(draft.transport === "auto" ? {} : { transport: draft.transport }),
  };
}

/** A name that no other server has: the suggested one, with a number where it is taken. */
export function freeName(suggested: string, servers: readonly { readonly name: string }[]): string {
  const taken = new Set(servers.map(({ name }) => name));
  let name = suggested;
  for (let count = 2; taken.has(name); count += 1) name = `${suggested} (${count})`;
  return name;
}
