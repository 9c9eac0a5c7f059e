import { readFile } from "node:fs/promises";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { flag, textOption, type Command, type CommandIo, type Given } from "../command.ts";
import { outcomeText, statusText } from "../call-text.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import { safeJson, tellError } from "../safe-output.ts";
import { readServerInput, serverOptions, usageError } from "../server-input.ts";
import { withServer } from "../session.ts";

/** `preflight call`: one tool call. */
export const call: Command = {
  usage: "call [URL] TOOL [--args JSON | --args @FILE | --args -] [options]",
  about: `Discovers the server's tools, calls one of them and prints what it answered: the content for people, or the
whole record with --json. Structured content is held against the output schema in a bounded worker.`,
  options: {
    ...serverOptions,
    args: { type: "string", short: "a", value: "JSON", help: "The arguments: JSON, @FILE, or - for standard input" },
    position: { type: "string", value: "N", help: "Which entry of the list, where several share the name (from 0)" },
  },
  examples: [
    `preflight call https://mcp.example.com/mcp search_tickets --args '{"query": "open"}'`,
    "preflight call --url-env SERVER_URL search_tickets --args @arguments.json --json",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const named = await readServerInput(given, io, 1);
    if (!named.ok) return tellError(io, named.error, json);
    const [toolName] = named.value.rest;
    if (toolName === undefined) {
      return tellError(io, usageError("There is no tool name.", "Give the URL, then the name of the tool."), json);
    }
    const position = readPosition(given);
    if (!position.ok) return tellError(io, position.error, json);
    const argumentsText = await readArgumentsText(given, io, named.value.inputUsed);
    if (!argumentsText.ok) return tellError(io, argumentsText.error, json);

    const ended = await withServer(io, named.value, async ({ core, server }) => {
      const context = { signal: io.signal };
      const listed = await core.handlers["discovery.run"]({ runId: "run", serverId: server.id }, context);
      if (!listed.ok) return tellError(io, listed.error, json);
      const called = await core.handlers["tools.call"](
        {
          callId: "call",
          serverId: server.id,
          toolName,
          argumentsText: argumentsText.value,
          ...(position.value === undefined ? {} : { position: position.value }),
        },
        context,
      );
      if (!called.ok) {
        const code = tellError(io, called.error, json);
        return called.error.kind === "not-found" ? exitCodes.toolError : code;
      }
      if (json) io.out(safeJson(called.value));
      else {
        io.out(outcomeText(called.value));
        io.err(statusText(called.value));
      }
      return exitCodeOfCall(called.value);
    });
    return ended.ok ? ended.value : tellError(io, ended.error, json);
  },
};

function exitCodeOfCall({ state, error }: CallRecord): number {
  if (error !== undefined) return exitCodeOf(error);
  if (state === "completed") return exitCodes.ok;
  return state === "cancelled" ? exitCodes.cancelled : exitCodes.toolError;
}

function readPosition(given: Given): Result<number | undefined, ConsoleError> {
  const text = textOption(given, "position");
  if (text === undefined) return ok(undefined);
  if (/^\d{1,6}$/.test(text)) return ok(Number(text));
  return fail(usageError("The position is not a number.", "Count the entries of the list from 0."));
}

async function readArgumentsText(
  given: Given,
  io: CommandIo,
  inputUsed: boolean,
): Promise<Result<string, ConsoleError>> {
  const text = textOption(given, "args");
  if (text === undefined) return ok("{}");
  if (text === "-") {
    if (inputUsed) {
      return fail(
        usageError("Standard input cannot hold both the URL and the arguments.", "Use --url-env for the URL."),
      );
    }
    const read = await io.input();
    return read === undefined ? fail(usageError("The arguments are too large.", "Send less than 4 MiB.")) : ok(read);
  }
  if (!text.startsWith("@")) return ok(text);
  try {
    return ok(await readFile(text.slice(1), "utf8"));
  } catch {
    return fail(usageError("The file of the arguments cannot be read.", "Check the path after the @."));
  }
}
