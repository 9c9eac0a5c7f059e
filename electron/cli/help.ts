import type { Command, OptionForm } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCodeHelp } from "./exit-code.ts";

/** `preflight --help`. */
export function generalHelp(): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `preflight: see what an assistant will see of an MCP server, before it does

Usage: preflight COMMAND [options]

Commands:
${lines.join("\n")}

  preflight COMMAND --help   what a command takes
  preflight --version        the version

${exitCodeHelp}`;
}

/** `preflight COMMAND --help`. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, help: helpOption }).map(([name, form]) => [
    optionName(name, form),
    form.help,
  ]);
  const width = Math.max(...options.map(([name = ""]) => name.length));
  const lines = options.map(([name = "", help = ""]) => `  ${name.padEnd(width)}  ${help}`);
  const examples = (command.examples ?? []).map((example) => `  ${example}`);
  return `Usage: preflight ${command.usage}

${command.about}

Options:
${lines.join("\n")}
${examples.length > 0 ? `\nExamples:\n${examples.join("\n")}\n` : ""}
${exitCodeHelp}`;
}

const helpOption: OptionForm = { type: "boolean", short: "h", help: "Show this" };

function optionName(name: string, { short, value, type }: OptionForm): string {
  const letter = short === undefined ? "    " : `-${short}, `;
  return `${letter}--${name}${type === "string" ? ` ${value ?? "TEXT"}` : ""}`;
}
