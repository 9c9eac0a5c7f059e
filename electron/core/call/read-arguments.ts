import type { ParseError } from "jsonc-parser";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { measureJson } from "#shared/schema/measure-json.ts";

const DEEPEST = 256;

/** Reads the arguments of a call: JSON text of an object. An error names the line and column where reading stopped. */
export async function readArguments(text: string): Promise<Result<JsonObject, ConsoleError>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail(await syntaxError(text)); // the one expected failure of JSON.parse: not JSON
  }
  if (!isJsonObject(value)) {
    return fail(
      invalidInput(
        "E_ARGUMENTS_FORM",
        `The arguments are ${nameOf(value)}; a tool takes a JSON object.`,
        'Write them as an object, such as {"query": "open tickets"}.',
      ),
    );
  }
  const { depth } = measureJson(value, Number.POSITIVE_INFINITY);
  if (depth <= DEEPEST) return ok(value);
  return fail({
    ...invalidInput("E_ARGUMENTS_DEPTH", "The arguments nest too deep to be sent.", "Send a flatter object."),
    limit: { name: "argumentsDepth", value: DEEPEST, unit: "depth" },
  });
}

async function syntaxError(text: string): Promise<ConsoleError> {
  // V8 gives the position inside a sentence only, and we parse no sentences. Loaded here: a good call needs none of it.
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  const offset = Math.min(first?.offset ?? text.length, text.length);
  const before = text.slice(0, offset).split("\n");
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const what = first === undefined ? "" : ` (${words(printParseErrorCode(first.error))})`;
  return invalidInput(
    "E_ARGUMENTS_SYNTAX",
    `The arguments are not valid JSON at line ${line}, column ${column}${what}.`,
    "Correct the JSON and run the call again.",
    JSON.stringify({ offset, line, column }),
  );
}

const words = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}
