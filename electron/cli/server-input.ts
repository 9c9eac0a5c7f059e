import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Transport } from "#shared/mcp/snapshot.ts";
import { flag, textOption, textOptions, type CommandIo, type Given, type OptionForm } from "./command.ts";

/** Options of every command that connects to a server. Secrets come from the environment or standard input. */
export const serverOptions: Readonly<Record<string, OptionForm>> = {
  "url-env": { type: "string", value: "NAME", help: "Read the URL from this environment variable" },
  "url-stdin": { type: "boolean", help: "Read the URL from the first line of standard input (as URL: -)" },
  "header-env": {
    type: "string",
    multiple: true,
    value: "HEADER=NAME",
    help: "Send a header whose value is in an environment variable; can be repeated",
  },
  transport: { type: "string", value: "KIND", help: "streamable-http or sse, instead of finding out" },
  json: { type: "boolean", help: "Print JSON for machines" },
};

/** A server as the command line names it, and the positionals that follow. */
export interface NamedServer {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport?: Transport;
  readonly rest: readonly string[];
  /** True when standard input was read for the URL, and holds nothing more. */
  readonly inputUsed: boolean;
}

/**
 * Where the URL is: `--url-env`, `--url-stdin`, the first positional (`-` = standard input), or `PREFLIGHT_URL` where
 * fewer than `positionals` further ones are given. No error repeats what was given: it may hold a secret.
 */
export async function readServerInput(
  given: Given,
  io: CommandIo,
  positionals: number,
): Promise<Result<NamedServer, ConsoleError>> {
  const headers = readHeaders(textOptions(given, "header-env"), io);
  if (!headers.ok) return headers;
  const transport = readTransport(textOption(given, "transport"));
  if (!transport.ok) return transport;
  const place = placeOfUrl(given, io, positionals);
  if (!place.ok) return place;
  const { url, rest } = place.value;
  if (rest.length > positionals) {
    return fail(
      usageError("There are more arguments than this command takes.", "Put quotes around a URL with & or ?."),
    );
  }
  const more = {
    headers: headers.value,
    rest,
    ...(transport.value === undefined ? {} : { transport: transport.value }),
  };
  if (url !== undefined) return ok({ ...more, url, inputUsed: false });
  const text = await io.input();
  const [line = ""] = (text ?? "").split(/\r?\n/);
  return ok({ ...more, url: line, inputUsed: true });
}

/** `url` is undefined where it stands on standard input. */
function placeOfUrl(
  given: Given,
  io: CommandIo,
  positionals: number,
): Result<{ readonly url: string | undefined; readonly rest: readonly string[] }, ConsoleError> {
  const all = given.positionals;
  const named = textOption(given, "url-env");
  if (named !== undefined && flag(given, "url-stdin")) {
    return fail(usageError("The URL is asked from two places.", "Give --url-env or --url-stdin, not both."));
  }
  if (named !== undefined) {
    const url = io.env[named];
    if (url !== undefined) return ok({ url, rest: all });
    return fail(usageError("The environment variable that --url-env names is not set.", "Set it to the server's URL."));
  }
  if (flag(given, "url-stdin")) return ok({ url: undefined, rest: all });
  const ambient = io.env["PREFLIGHT_URL"];
  if (ambient !== undefined && ambient !== "" && all.length <= positionals) return ok({ url: ambient, rest: all });
  const [first, ...rest] = all;
  if (first === undefined) {
    return fail(usageError("There is no URL.", "Give one, or set PREFLIGHT_URL, or use --url-env or --url-stdin."));
  }
  return ok({ url: first === "-" ? undefined : first, rest });
}

/** Header values out of the environment: `HEADER=NAME` each. */
export function readHeaders(
  pairs: readonly string[],
  io: CommandIo,
): Result<Readonly<Record<string, string>>, ConsoleError> {
  const headers = new Map<string, string>();
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const value = equals > 0 ? io.env[pair.slice(equals + 1)] : undefined;
    if (value === undefined) {
      return fail(
        usageError(
          "A --header-env does not name a header and a variable that is set.",
          "Write it as --header-env Authorization=MY_VARIABLE, and put the whole value into the variable.",
        ),
      );
    }
    headers.set(pair.slice(0, equals), value);
  }
  return ok(Object.fromEntries(headers));
}

/** `--transport`, checked. */
export function readTransport(text: string | undefined): Result<Transport | undefined, ConsoleError> {
  if (text === undefined || text === "streamable-http" || text === "sse") return ok(text);
  return fail(usageError("The transport is not known.", "Use streamable-http or sse."));
}

/** Something in the command line itself that cannot be used. */
export function usageError(said: string, next: string): ConsoleError {
  return invalidInput("E_USAGE", said, next);
}
