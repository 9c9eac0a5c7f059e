import { parseArgs, type ParseArgsConfig } from "node:util";
import { visibleText } from "#shared/base/visible-text.ts";
import type { Command, CommandIo, Given } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCodes } from "./exit-code.ts";
import { version } from "./version.ts";

/** Runs one command line and gives the exit code. Never throws: a bug is told on standard error. */
export async function runCommandLine(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    // Only the place of the bug is told: the message of a foreign error can hold a URL with its token.
    const place = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
    io.err(`preflight failed inside; this is a bug. Please report these lines:\n${place.slice(0, 8).join("\n")}\n`);
    return exitCodes.consoleFailed;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: CommandIo): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const { generalHelp } = await import("./help.ts");
    (name === undefined ? io.err : io.out)(generalHelp());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (name === "--version" || name === "-V") {
    io.out(`${version}\n`);
    return exitCodes.ok;
  }
  const entry = commands.get(name);
  if (entry === undefined) {
    const known = [...commands.keys()].join(", ");
    return usage(io, `There is no command ${JSON.stringify(visibleText(name.slice(0, 40)))}. There are: ${known}.`);
  }
  const command = await entry.load();
  const given = read(command, rest);
  if (typeof given === "string") return usage(io, given, name);
  if (given.values["help"] === true) {
    const { commandHelp } = await import("./help.ts");
    io.out(commandHelp(command));
    return exitCodes.ok;
  }
  return command.run(given, io);
}

/** What was typed, or the sentence that says what is wrong with it. */
function read(command: Command, args: readonly string[]): Given | string {
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [name, { type, multiple = false, short }] of Object.entries(command.options)) {
    options[name] = { type, multiple, ...(short === undefined ? {} : { short }) };
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return "There is an option that this command does not know.";
    if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
      return "An option lacks its value, or has one it does not take.";
    throw error;
  }
}

function usage(io: CommandIo, said: string, command?: string): number {
  io.err(`${said}\nSee: preflight ${command === undefined ? "" : `${command} `}--help\n`);
  return exitCodes.usage;
}
