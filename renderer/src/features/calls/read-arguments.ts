import { parseTree, printParseErrorCode, type ParseError } from "jsonc-parser";
import type { Problem } from "#renderer/editor/problems.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";

/** Reads what stands in the arguments editor. A failure says what is wrong and where; nothing else may be sent then. */
export function readArguments(text: string): Result<JsonObject, Problem> {
  if (text.trim() === "") return fail(problem(text, 0, "The arguments are empty. Write {} for none"));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail(firstMistake(text)); // JSON.parse knows that, not where; the tolerant parser finds the place
  }
  if (isJsonObject(value)) return ok(value);
  const kind = value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
  return fail(problem(text, text.search(/\S/), `Arguments are a JSON object, { … }; this is ${kind}`));
}

function firstMistake(text: string): Problem {
  const mistakes: ParseError[] = [];
  parseTree(text.slice(0, 2_000_000), mistakes, { disallowComments: true, allowTrailingComma: false });
  const [first] = mistakes;
  if (first === undefined) return problem(text, 0, "This is not valid JSON");
  // Where something is missing, the parser stops at the next token; the mistake is before the white space.
  const missing = printParseErrorCode(first.error).endsWith("Expected");
  const offset = missing ? text.slice(0, first.offset).trimEnd().length : first.offset;
  return problem(text, offset, SENTENCES[printParseErrorCode(first.error)] ?? "This is not valid JSON");
}

const SENTENCES: Readonly<Record<string, string>> = {
  InvalidSymbol: "This is not a JSON value: text needs double quotes",
  InvalidNumberFormat: "This number is not written as JSON writes numbers",
  PropertyNameExpected: "A key in double quotes is expected here; no comma follows the last entry",
  ValueExpected: "A value is expected here",
  ColonExpected: "A colon is missing after the key",
  CommaExpected: "A comma is missing",
  CloseBraceExpected: "A closing } is missing",
  CloseBracketExpected: "A closing ] is missing",
  EndOfFileExpected: "There is more text after the end of the arguments",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "A closing double quote is missing",
  UnexpectedEndOfNumber: "This number is not complete",
  InvalidUnicode: "This \\u sequence is not complete",
  InvalidEscapeCharacter: "This escape is not one that JSON knows",
  InvalidCharacter: "This character has to be escaped inside a text",
};

function problem(text: string, offset: number, message: string): Problem {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split("\n").length;
  return { kind: "syntax", line, column: before.length - before.lastIndexOf("\n"), message };
}
