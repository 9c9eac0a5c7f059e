import { isJsonObject } from "#shared/base/json.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { viewTool, type ToolEntry } from "#shared/mcp/tool.ts";
import { flag, type Command } from "../command.ts";
import { connectionLine, findingsText, verdictText } from "../discovery-text.ts";
import { exitCodes } from "../exit-code.ts";
import { runDiscovery } from "../run-discovery.ts";
import { safeJson, safeLine, safeText, tellError } from "../safe-output.ts";
import { readServerInput, serverOptions } from "../server-input.ts";
import { withServer } from "../session.ts";

/** `preflight tools`: the tools of a server, as advertised. */
export const tools: Command = {
  usage: "tools [URL] [options]",
  about: `Connects as the platform would (a client that declares nothing but tools), walks the whole list and prints it.
The first line says what a conversation started now would register. With --json the tools are verbatim.`,
  options: {
    ...serverOptions,
    long: { type: "boolean", short: "l", help: "Print whole descriptions" },
  },
  examples: [
    "preflight tools https://mcp.example.com/mcp",
    'PREFLIGHT_URL="https://mcp.example.com/mcp?token=$TOKEN" preflight tools --json',
    "preflight tools https://mcp.example.com/mcp --header-env Authorization=MY_HEADER",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const named = await readServerInput(given, io, 0);
    if (!named.ok) return tellError(io, named.error, json);
    const ended = await withServer(io, named.value, async (session) => {
      const { result, verdict } = await runDiscovery(session, io);
      if (!result.ok) {
        if (!json) io.out(verdictText(verdict));
        return tellError(io, result.error, json, { verdict: verdict.sentence });
      }
      io.out(json ? safeJson(listJson(result.value, verdict.sentence)) : verdictText(verdict));
      if (!json) io.out(listText(result.value, flag(given, "long")));
      return result.value.incomplete === undefined ? exitCodes.ok : exitCodes.incompleteList;
    });
    return ended.ok ? ended.value : tellError(io, ended.error, json);
  },
};

function listJson({ facts, tools, malformed, incomplete, timings }: Snapshot, verdict: string): object {
  return {
    verdict,
    protocolVersion: facts.protocolVersion,
    transport: facts.transport,
    serverInfo: facts.serverInfo,
    tools: tools.map(({ raw }) => raw),
    malformed,
    ...(incomplete === undefined ? {} : { incomplete }),
    warnings: facts.warnings,
    timings,
  };
}

function listText(snapshot: Snapshot, long: boolean): string {
  const entries = snapshot.tools.map((entry) => toolText(entry, long));
  return `${connectionLine(snapshot)}${findingsText(snapshot)}\n${entries.join("")}`;
}

function toolText({ raw }: ToolEntry, long: boolean): string {
  const { name, description = "", inputSchema } = viewTool(raw);
  const { properties, required } = inputSchema;
  const needed = new Set(Array.isArray(required) ? required : []);
  const parameters = isJsonObject(properties) ? Object.keys(properties) : [];
  const shown = parameters.map((parameter) => `${safeLine(parameter, 60)}${needed.has(parameter) ? "" : "?"}`);
  const lines = long ? safeText(description).split("\n") : [safeLine(description, 110)];
  const said = lines.map((line) => (line === "" ? "\n" : `    ${line}\n`)).join("");
  return `${safeLine(name, 130)}(${shown.join(", ")})\n${description === "" ? "" : said}`;
}
