import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { flag, type Command } from "../command.ts";
import { connectionLine, findingsText, verdictText } from "../discovery-text.ts";
import { exitCodes } from "../exit-code.ts";
import { runDiscovery } from "../run-discovery.ts";
import { safeJson, safeLine, tellError } from "../safe-output.ts";
import { readServerInput, serverOptions } from "../server-input.ts";
import { withServer } from "../session.ts";

/** `preflight discover`: what a conversation would register, and how the connection came about. */
export const discover: Command = {
  usage: "discover [URL] [options]",
  about: `Connects as the platform would and says what a conversation started now would register: how the server was
reached (every transport and protocol era that was tried), what it said about itself, and where the time went.`,
  options: serverOptions,
  examples: ["preflight discover https://mcp.example.com/mcp", "preflight discover --url-env SERVER_URL --json"],
  async run(given, io) {
    const json = flag(given, "json");
    const named = await readServerInput(given, io, 0);
    if (!named.ok) return tellError(io, named.error, json);
    const ended = await withServer(io, named.value, async (session) => {
      const { result, verdict } = await runDiscovery(session, io);
      if (!json) io.out(verdictText(verdict));
      if (!result.ok) return tellError(io, result.error, json, { verdict: verdict.sentence });
      const { facts, tools, malformed, incomplete, pages, timings, listHash } = result.value;
      const counts = { tools: tools.length, malformed: malformed.length, pages };
      const incompleteness = incomplete === undefined ? {} : { incomplete };
      if (json) io.out(safeJson({ verdict: verdict.sentence, ...counts, ...incompleteness, listHash, facts, timings }));
      else io.out(factsText(result.value));
      return incomplete === undefined ? exitCodes.ok : exitCodes.incompleteList;
    });
    return ended.ok ? ended.value : tellError(io, ended.error, json);
  },
};

function factsText(snapshot: Snapshot): string {
  const { facts, timings, tools, pages } = snapshot;
  const rungs = facts.rungs.map(
    ({ transport, era, ms, left }) =>
      `  ${transport}, ${era}: ${left === undefined ? "connected" : safeLine(left)} (${Math.round(ms)} ms)\n`,
  );
  const capabilities = Object.keys(facts.capabilities).map((name) => safeLine(name, 60));
  return `${connectionLine(snapshot)}${findingsText(snapshot)}
Tried:
${rungs.join("")}Capabilities: ${capabilities.join(", ") || "none declared"}
Listed: ${tools.length} tools on ${pages} ${pages === 1 ? "page" : "pages"}
Time: ${Math.round(timings.connectMs)} ms to connect, ${Math.round(timings.listMs)} ms to list
`;
}
