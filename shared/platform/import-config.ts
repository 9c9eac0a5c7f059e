import { getNodeValue, parseTree, type ParseError } from "jsonc-parser";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { bridgedServer, maskCommand } from "#shared/platform/command-line.ts";
import { explainPlaceholder, findPlaceholder, readInputs } from "#shared/platform/config-placeholders.ts";
import { insighto } from "#shared/platform/insighto.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";

/** One remote server of a client's configuration, ready to be added. `url` and header values may be secrets. */
export interface ImportedServer {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport?: "sse" | "streamable-http";
}

/** An entry that cannot be added, and why, in one sentence without secrets. */
interface UnusableServer {
  readonly name: string;
  readonly reason: string;
}

export type ClientConfig =
  | {
      /** Which client's form it has, as far as the form tells. */
      readonly source: string;
      readonly entries: readonly ImportedServer[];
      readonly unusable: readonly UnusableServer[];
    }
  | { readonly error: string };

const LONGEST = 1_048_576;
const DEEPEST = 100;
const MOST_SERVERS = 1000;

/**
 * Reads the configuration file of an MCP client: `mcpServers` (Claude Desktop, Cursor, Windsurf, Inspector), `servers`
 * (VS Code's mcp.json), `mcp.servers` (VS Code settings), a bare map of servers, or one server. JSON with comments and
 * trailing commas. Bridges such as `npx mcp-remote URL` count as the remote server they wrap.
 */
export function readClientConfig(text: string, profile: PlatformProfile = insighto): ClientConfig {
  if (text.trim() === "") return { error: "The file is empty." };
  if (text.length > LONGEST) return { error: "The file is larger than 1 MiB: this is no client configuration." };
  if (depthOf(text) > DEEPEST) return { error: "The file is nested too deeply for a client configuration." };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (tree === undefined || first !== undefined) {
    const before = text.slice(0, first?.offset ?? 0).split("\n");
    return { error: `The file is not JSON: see line ${before.length}, column ${(before.at(-1) ?? "").length + 1}.` };
  }
  const root: unknown = getNodeValue(tree);
  const found = isJsonObject(root) ? findServers(root) : undefined;
  if (found === undefined) return { error: "There is no list of MCP servers in this file." };
  const inputs = readInputs(found.inputs);
  const entries: ImportedServer[] = [];
  const unusable: UnusableServer[] = [];
  for (const [name, value] of Object.entries(found.servers).slice(0, MOST_SERVERS)) {
    const read = readEntry(name, value, inputs, profile);
    if ("reason" in read) unusable.push(read);
    else entries.push(read);
  }
  return { source: found.source, entries, unusable };
}

/** Brackets outside of nothing in particular: an upper bound of the nesting, in one pass. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === "{" || char === "[") deepest = Math.max(deepest, (depth += 1));
    else if (char === "}" || char === "]") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

interface Found {
  readonly source: string;
  readonly servers: JsonObject;
  readonly inputs?: unknown;
}

function findServers(root: JsonObject): Found | undefined {
  const { mcpServers, servers, mcp, inputs } = root;
  if (isJsonObject(mcpServers)) {
    const windsurf = Object.values(mcpServers).some((entry) => isJsonObject(entry) && "serverUrl" in entry);
    return {
      source: windsurf ? "Windsurf" : "mcpServers (Claude Desktop, Cursor, Inspector)",
      servers: mcpServers,
      inputs,
    };
  }
  if (isJsonObject(servers)) return { source: "VS Code mcp.json", servers, inputs };
  if (isJsonObject(mcp)) {
    const inner = isJsonObject(mcp["servers"]) ? mcp["servers"] : mcp;
    return { source: "mcp settings (VS Code, OpenCode)", servers: inner, inputs: mcp["inputs"] };
  }
  if (isJsonObject(root["context_servers"])) return { source: "Zed settings", servers: root["context_servers"] };
  if (isServer(root)) {
    const name = typeof root["name"] === "string" ? root["name"] : "server";
    return { source: "one server", servers: { [name]: root }, inputs };
  }
  return Object.values(root).some(isServer) ? { source: "a map of servers", servers: root } : undefined;
}

function isServer(value: unknown): boolean {
  return (
    isJsonObject(value) && ["url", "serverUrl", "httpUrl", "command"].some((key) => typeof value[key] === "string")
  );
}

function readEntry(
  name: string,
  value: unknown,
  inputs: ReadonlyMap<string, string>,
  profile: PlatformProfile,
): ImportedServer | UnusableServer {
  if (!isJsonObject(value)) return { name, reason: "The entry is not an object." };
  const url = [value["url"], value["serverUrl"], value["httpUrl"]].find((text) => typeof text === "string");
  const headers = strings(value["headers"]);
  if (url !== undefined) return readRemote(name, url, headers, namedTransport(value), inputs, profile);
  const command = typeof value["command"] === "string" ? [value["command"]] : textList(value["command"]);
  if (command.length === 0) return { name, reason: "The entry has neither a URL nor a command." };
  const environment = new Map([...strings(value["env"]), ...strings(value["environment"])]);
  const words = [...command, ...textList(value["args"])];
  const filled = words.map((word) =>
    word.replaceAll(/\$\{(?:env:)?(\w+)\}/g, (whole, key: string) => environment.get(key) ?? whole),
  );
  const bridged = bridgedServer(filled);
  if (bridged !== undefined) {
    return readRemote(name, bridged.url, bridged.headers, bridged.sse ? "sse" : undefined, inputs, profile);
  }
  return {
    name,
    reason: `A stdio server (\`${maskCommand(words).slice(0, 120)}\`): ${profile.title} connects to URLs only, so it must be hosted or bridged first.`,
  };
}

function readRemote(
  name: string,
  url: string,
  headers: ReadonlyMap<string, string>,
  transport: "sse" | "streamable-http" | undefined,
  inputs: ReadonlyMap<string, string>,
  profile: PlatformProfile,
): ImportedServer | UnusableServer {
  for (const [where, text] of [["its URL", url] as const, ...headers]) {
    const placeholder = findPlaceholder(text);
    if (placeholder !== undefined) {
      return {
        name,
        reason: explainPlaceholder(placeholder, where === "its URL" ? where : `its header ${where}`, inputs),
      };
    }
  }
  const reading = readServerUrl(url, profile);
  if (reading.kind === "invalid") return { name, reason: reading.said };
  if (reading.kind !== "remote") return { name, reason: "Its URL is no http(s) address." };
  return {
    name,
    url: reading.url,
    headers: { ...reading.headers, ...Object.fromEntries(headers) },
    ...(transport === undefined ? {} : { transport }),
  };
}

function namedTransport(entry: JsonObject): "sse" | "streamable-http" | undefined {
  const named = [entry["type"], entry["transport"]].find((text) => typeof text === "string")?.toLowerCase();
  if (named === "sse") return "sse";
  return named !== undefined && /^(http|streamable-?http)$/.test(named) ? "streamable-http" : undefined;
}

function strings(value: unknown): ReadonlyMap<string, string> {
  if (!isJsonObject(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : [])),
  );
}

function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
