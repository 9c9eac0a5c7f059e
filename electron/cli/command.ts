/** One option of a command, as `node:util` parseArgs takes it, with what `--help` says. */
export interface OptionForm {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string;
  readonly help: string;
}

/** What was typed after the command's name, read. */
export interface Given {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** The world as a command sees it. Everything it writes goes through here. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Writes to standard output. The text must be safe for a terminal: see `safe-output.ts`. */
  readonly out: (text: string) => void;
  /** Writes to standard error; the same holds. */
  readonly err: (text: string) => void;
  /** All of standard input as text, at most 8 MiB (`undefined` beyond). */
  readonly input: () => Promise<string | undefined>;
  /** Standard input line by line, as the lines come. Not together with `input`. */
  readonly lines: () => AsyncIterable<string>;
  /** A person sits at both ends. */
  readonly interactive: boolean;
}

/** One command of the command line: one file under `commands/`, one line in `commands.ts`. */
export interface Command {
  /** What follows `preflight`: `tools [URL] [options]`. */
  readonly usage: string;
  /** What it does, in a few lines, for its `--help`. */
  readonly about: string;
  readonly options: Readonly<Record<string, OptionForm>>;
  readonly examples?: readonly string[];
  /** Gives the process's exit code: see `exit-code.ts`. */
  run(given: Given, io: CommandIo): Promise<number>;
}

/** The text of an option; undefined where it was not given. */
export function textOption({ values }: Given, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** Every text of an option that can be repeated. */
export function textOptions({ values }: Given, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Whether a flag was given. */
export function flag({ values }: Given, name: string): boolean {
  return values[name] === true;
}
