import { MASK } from "#shared/base/redact.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { Era, Transport } from "#shared/mcp/snapshot.ts";
import { oneLine, shellWord } from "#shared/report/shell-text.ts";

/** One tool call to be written down as code. Holds no secret: the URL is masked, headers are names only. */
export interface CallToCopy {
  readonly maskedUrl: string;
  readonly transport: Transport;
  readonly protocolVersion: string;
  readonly era: Era;
  readonly toolName: string;
  /** JSON text; anything else counts as `{}`. */
  readonly argumentsText: string;
  /** Names of extra request headers; their values become environment variables. */
  readonly headerNames?: readonly string[];
}

const CLIENT = { name: "preflight", version: "0.1.0" } as const;
const JSON_HEADERS = ["Content-Type: application/json", "Accept: application/json, text/event-stream"] as const;

const variableOf = (header: string): string => `PREFLIGHT_${header.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}`;

function argumentsOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // the one expected failure of JSON.parse: not JSON (yet)
  }
}

/** The lines that say which environment variables to set, and the shell word of the URL. */
function preamble({ maskedUrl, headerNames = [] }: CallToCopy): { readonly lines: string[]; readonly url: string } {
  const hidden = maskedUrl.includes(MASK);
  const lines = hidden ? [`# PREFLIGHT_URL: the full URL, ${oneLine(maskedUrl)}`] : [];
  for (const name of headerNames) lines.push(`# ${variableOf(name)}: the value of the header ${oneLine(name)}`);
  return { lines, url: hidden ? '"$PREFLIGHT_URL"' : shellWord(maskedUrl) };
}

const message = (id: number | undefined, method: string, params: object): string =>
  stableJson({ jsonrpc: "2.0", ...(id === undefined ? {} : { id }), method, params });

const continued = (parts: readonly string[]): string => parts.join(" \\\n  ");

/**
 * The call as a POSIX shell script around curl. A modern server (2026-07-28) needs one request, a legacy one the
 * handshake before it, an SSE server a stream beside it. Masked parts of the URL and header values are read from
 * environment variables that the first lines name.
 */
export function callAsCurl(call: CallToCopy): string {
  const { lines, url } = preamble(call);
  const extra = (call.headerNames ?? []).map(
    (name) => `-H "${name.replaceAll(/["$`\\\r\n]/g, "")}: $${variableOf(name)}"`,
  );
  const tool = { name: call.toolName, arguments: argumentsOf(call.argumentsText) };
  const handshake = message(1, "initialize", {
    protocolVersion: call.protocolVersion,
    capabilities: {},
    clientInfo: CLIENT,
  });
  const post = (to: string, headers: readonly string[], body: string): string =>
    continued([
      `curl -sS ${to}`,
      ...headers.map((header) => (header.startsWith("-H") ? header : `-H ${shellWord(header)}`)),
      ...extra,
      `--data ${shellWord(body)}`,
    ]);
  if (call.transport === "sse") return [...lines, ...sseScript(call, url, extra, post, handshake, tool)].join("\n");
  if (call.era === "modern") {
    const meta = {
      "io.modelcontextprotocol/protocolVersion": call.protocolVersion,
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": CLIENT,
    };
    const headers = [
      ...JSON_HEADERS,
      `MCP-Protocol-Version: ${call.protocolVersion}`,
      "Mcp-Method: tools/call",
      `Mcp-Name: ${headerValue(call.toolName)}`,
    ];
    return [...lines, post(url, headers, message(1, "tools/call", { ...tool, _meta: meta }))].join("\n");
  }
  const session = [...JSON_HEADERS, `MCP-Protocol-Version: ${call.protocolVersion}`, '-H "Mcp-Session-Id: $SESSION"'];
  const first = post(`-D - -o /dev/null ${url}`, JSON_HEADERS, handshake);
  return [
    ...lines,
    "# 1. initialize; a server that keeps sessions names this one in a header",
    `SESSION=$(${first} | tr -d '\\r' | sed -n 's/^[Mm][Cc][Pp]-[Ss]ession-[Ii][Dd]: *//p')`,
    "# 2. initialized",
    post(url, session, message(undefined, "notifications/initialized", {})),
    "# 3. the call",
    post(url, session, message(2, "tools/call", tool)),
  ].join("\n");
}

/** A header value as 2026-07-28 wants it: plain ASCII as it is, anything else in its base64 form. */
function headerValue(text: string): string {
  if (/^[\u0021-\u007e]([\u0020-\u007e]*[\u0021-\u007e])?$/.test(text) && !text.startsWith("=?base64?")) return text;
  const bytes = [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte));
  return `=?base64?${btoa(bytes.join(""))}?=`;
}

function sseScript(
  call: CallToCopy,
  url: string,
  extra: readonly string[],
  post: (to: string, headers: readonly string[], body: string) => string,
  handshake: string,
  tool: object,
): readonly string[] {
  const origin = URL.canParse(call.maskedUrl) ? new URL(call.maskedUrl).origin : "";
  const to = '"$ENDPOINT"';
  const headers = ["Content-Type: application/json"];
  return [
    "# 1. the stream on which every answer comes; its first event names the endpoint to post to",
    "EVENTS=$(mktemp)",
    `${continued([`curl -sSN ${url}`, "-H 'Accept: text/event-stream'", ...extra])} > "$EVENTS" &`,
    "STREAM=$!",
    `until grep -q '^data:' "$EVENTS"; do sleep 0.1; done`,
    `ENDPOINT=$(sed -n 's/^data: *//p' "$EVENTS" | head -n 1 | tr -d '\\r')`,
    `case "$ENDPOINT" in http*) ;; *) ENDPOINT=${shellWord(origin)}"$ENDPOINT" ;; esac`,
    "# 2. the handshake",
    post(to, headers, handshake),
    `until grep -q '"id":1[,}]' "$EVENTS"; do sleep 0.1; done`,
    post(to, headers, message(undefined, "notifications/initialized", {})),
    "# 3. the call; its answer is the last event",
    post(to, headers, message(2, "tools/call", tool)),
    `until grep -q '"id":2[,}]' "$EVENTS"; do sleep 0.1; done`,
    'kill "$STREAM"',
    `sed -n 's/^data: *//p' "$EVENTS" | tail -n 1`,
  ];
}

/** The call as a TypeScript program on the official client, `@modelcontextprotocol/client` 2.x. */
export function callAsSdk(call: CallToCopy): string {
  const { lines } = preamble(call);
  const transport = call.transport === "sse" ? "SSEClientTransport" : "StreamableHTTPClientTransport";
  const url = call.maskedUrl.includes(MASK) ? 'process.env["PREFLIGHT_URL"] ?? ""' : JSON.stringify(call.maskedUrl);
  const headers = (call.headerNames ?? []).map(
    (name) => `${JSON.stringify(name)}: process.env["${variableOf(name)}"] ?? ""`,
  );
  const options = headers.length === 0 ? "" : `, { requestInit: { headers: { ${headers.join(", ")} } } }`;
  const mode = call.era === "modern" ? "auto" : "legacy";
  const args = stableJson(argumentsOf(call.argumentsText), 2);
  return [
    ...lines.map((line) => line.replace(/^#/, "//")),
    `import { Client, ${transport} } from "@modelcontextprotocol/client";`,
    "",
    `const client = new Client({ name: "preflight", version: "${CLIENT.version}" }, { versionNegotiation: { mode: "${mode}" } });`,
    `await client.connect(new ${transport}(new URL(${url})${options}));`,
    `const result = await client.callTool({ name: ${JSON.stringify(call.toolName)}, arguments: ${args} });`,
    "console.log(JSON.stringify(result, null, 2));",
    "await client.close();",
  ].join("\n");
}
