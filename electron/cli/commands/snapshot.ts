import { writeFile } from "node:fs/promises";
import { isJsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import { selfOf } from "#shared/drift/compare-server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { textOption, flag, type Command } from "../command.ts";
import { entriesOf } from "../drift-side.ts";
import { verdictText } from "../discovery-text.ts";
import { exitCodes } from "../exit-code.ts";
import { runDiscovery } from "../run-discovery.ts";
import { safeLine, safeText, tellError } from "../safe-output.ts";
import { readServerInput, serverOptions, usageError } from "../server-input.ts";
import { withServer } from "../session.ts";

/** `preflight snapshot`: the tool list as a file that is fit for a repository. */
export const snapshot: Command = {
  usage: "snapshot [URL] -o FILE [options]",
  about: `Discovers the tools and writes them to a file that a repository can hold: the same list gives the same bytes.
Tools are sorted by name, keys by code unit; there are no times, no ids and no URL in it. Compare it later with:
preflight drift FILE URL`,
  options: {
    ...serverOptions,
    output: { type: "string", short: "o", value: "FILE", help: "Where to write; - prints it" },
  },
  examples: ["preflight snapshot https://mcp.example.com/mcp -o tools.json"],
  async run(given, io) {
    const json = flag(given, "json");
    const output = textOption(given, "output");
    if (output === undefined) return tellError(io, usageError("There is no file to write.", "Give one: -o FILE"), json);
    const named = await readServerInput(given, io, 0);
    if (!named.ok) return tellError(io, named.error, json);
    const ended = await withServer(io, named.value, async (session) => {
      const { result, verdict } = await runDiscovery(session, io);
      if (!result.ok) return tellError(io, result.error, json, { verdict: verdict.sentence });
      if (result.value.incomplete !== undefined) {
        io.err(`Nothing was written: the list is incomplete (${safeLine(result.value.incomplete)}).\n`);
        return exitCodes.incompleteList;
      }
      const text = snapshotFile(result.value);
      if (output === "-") {
        io.out(safeText(text));
        return exitCodes.ok;
      }
      try {
        await writeFile(output, text);
      } catch {
        return tellError(
          io,
          usageError("The file could not be written.", "Check that its folder exists and is yours."),
          json,
        );
      }
      io.out(verdictText(verdict));
      return exitCodes.ok;
    });
    return ended.ok ? ended.value : tellError(io, ended.error, json);
  },
};

/** The file's text: what the server lists, says of itself and was told of us, and nothing that differs from run to run. */
export function snapshotFile({ facts, tools, malformed }: Pick<Snapshot, "facts" | "tools" | "malformed">): string {
  const sorted = entriesOf({ tools, malformed })
    .map((entry) => ({ entry, name: nameOf(entry), text: stableJson(entry) }))
    .sort((one, two) => compare(one.name, two.name) || compare(one.text, two.text))
    .map(({ entry }) => entry);
  const file = { format: "preflight-tools/1", server: selfOf(facts), tools: sorted };
  return `${stableJson(file, 2)}\n`;
}

const nameOf = (entry: unknown): string =>
  isJsonObject(entry) && typeof entry["name"] === "string" ? entry["name"] : "";

const compare = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0);
