import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import type { Said } from "#shared/converse/simulate/decision.ts";
import type { Expected, ExpectedCall, Row } from "#shared/converse/suite/suite.ts";

/** A row that may still lack its id. */
export type ReadRow = Omit<Row, "id"> & { readonly id?: string };

/** Something in a file that is no row, and where. */
export interface RowProblem {
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly said: string;
  /** As it stands in the file; of several lines where a cell has them. */
  readonly text: string;
}

/** A record on its way to a row: its line, its text in the file, and the row or what is wrong. */
export interface ReadRecord {
  readonly line: number;
  readonly text: string;
  readonly read: ReadRow | string;
}

/** The most that a row may hold; what is beyond is refused when it is read, not when it is saved. */
const MOST = { utterance: 20_000, said: 50, calls: 20, id: 64 };
const OWN_KEYS = new Set(["id", "utterance", "history", "expect", "paraphraseOf"]);
const MATCHES: ReadonlySet<unknown> = new Set(["exact", "partial", "ignored"]);

/**
 * Reads one object of a JSON lines file: a row as we write it (`utterance`, `expect`), or one in the format of the public
 * evaluation sets (`q`, `kind`, `calls: [{name, args: {param: [accepted values]}}]`). A string says what is wrong.
 */
export function readJsonRow(
  value: JsonObject,
): { readonly row: ReadRow; readonly ignored: readonly string[] } | string {
  if (value["utterance"] === undefined && typeof value["q"] === "string") return readPublicRow(value);
  const expect = readExpected(value["expect"]);
  if (typeof expect === "string") return expect;
  const row = readRest(value, value["utterance"], expect);
  return typeof row === "string" ? row : { row, ignored: Object.keys(value).filter((key) => !OWN_KEYS.has(key)) };
}

/** A row from its parts, checked; a string says what is wrong. */
export function readRest(value: JsonObject, utterance: unknown, expect: Expected): ReadRow | string {
  if (typeof utterance !== "string") return "There is no utterance.";
  if (utterance.length > MOST.utterance) return "The utterance is longer than 20,000 characters.";
  const history = readHistory(value["history"]);
  if (typeof history === "string") return history;
  const { id, paraphraseOf } = value;
  for (const one of [id, paraphraseOf])
    if (one !== undefined && (typeof one !== "string" || one === "" || one.length > MOST.id))
      return "An id is not a text of 1 to 64 characters.";
  return {
    ...(typeof id === "string" ? { id } : {}),
    utterance,
    ...(history === undefined ? {} : { history }),
    expect,
    ...(typeof paraphraseOf === "string" ? { paraphraseOf } : {}),
  };
}

/** An expectation as we write it; a string says what is wrong. */
export function readExpected(value: unknown): Expected | string {
  if (!isJsonObject(value)) return "There is no expectation: what should come of the utterance?";
  const { kind, tool, calls } = value;
  if (kind === "none") return { kind };
  if (kind === "ask") {
    if (tool !== undefined && typeof tool !== "string") return "The tool to ask about is not a text.";
    return { kind, ...(tool === undefined ? {} : { tool }) };
  }
  if (kind !== "call") return "The expectation is none of call, none and ask.";
  if (!Array.isArray(calls) || calls.length === 0) return "A call is expected, but no tool is named.";
  if (calls.length > MOST.calls) return "More than 20 calls are expected.";
  const read: ExpectedCall[] = [];
  for (const one of calls as readonly Json[]) {
    const call = readCall(one);
    if (typeof call === "string") return call;
    read.push(call);
  }
  return { kind, calls: read };
}

function readCall(value: Json): ExpectedCall | string {
  if (!isJsonObject(value) || typeof value["tool"] !== "string" || value["tool"] === "")
    return "A call is expected, but no tool is named.";
  const { tool, args, accept } = value;
  if (args !== undefined && !isJsonObject(args)) return "Expected arguments are not a JSON object.";
  if (accept !== undefined && !(isJsonObject(accept) && Object.values(accept).every(Array.isArray)))
    return "Accepted values are not lists by parameter.";
  const match = value["match"] ?? (args === undefined && accept === undefined ? "ignored" : "partial");
  if (!isMatch(match)) return "The match is none of exact, partial and ignored.";
  return {
    tool,
    match,
    ...(args === undefined ? {} : { args }),
    ...(accept === undefined ? {} : { accept: accept as Readonly<Record<string, readonly Json[]>> }),
  };
}

const isMatch = (value: unknown): value is ExpectedCall["match"] => MATCHES.has(value);

function readHistory(value: unknown): readonly Said[] | undefined | string {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return "The history is not a list.";
  if (value.length > MOST.said) return "The history is longer than 50 messages.";
  const said: Said[] = [];
  for (const one of value as readonly unknown[]) {
    if (!isJsonObject(one)) return "The history holds something else than {role, text}.";
    const { role, text } = one;
    if ((role !== "user" && role !== "assistant") || typeof text !== "string" || text.length > MOST.utterance)
      return "The history holds something else than {role: user|assistant, text}.";
    said.push({ role, text });
  }
  return said;
}

const PUBLIC_KEYS = new Set(["id", "q", "history", "kind", "calls", "missing"]);

function readPublicRow(value: JsonObject): { readonly row: ReadRow; readonly ignored: readonly string[] } | string {
  const { id, kind } = value;
  const calls = Array.isArray(value["calls"]) ? (value["calls"] as readonly Json[]).filter(isJsonObject) : [];
  const [first] = calls;
  let written: JsonObject;
  if (kind === "none") written = { kind };
  else if (kind === "ask") written = { kind, ...(first?.["name"] === undefined ? {} : { tool: first["name"] }) };
  else if (kind === "call" || kind === "need_tool") written = { kind: "call", calls: calls.map(publicCall) };
  else return `A row of kind ${JSON.stringify(kind ?? null).slice(0, 40)} cannot be one row of a suite.`;
  const expect = readExpected(written);
  if (typeof expect === "string") return expect;
  const { history } = value;
  // A suite keeps what was said; what tools answered in between is not said.
  const said = Array.isArray(history) ? spoken(history as readonly Json[]) : history;
  const ignored = Object.keys(value).filter((key) => !PUBLIC_KEYS.has(key));
  if (JSON.stringify(said) !== JSON.stringify(history)) ignored.push("history of tools");
  const known = {
    ...(id === undefined ? {} : { id: typeof id === "number" ? String(id) : id }),
    ...(said === undefined ? {} : { history: said }),
  };
  const row = readRest(known, value["q"], expect);
  return typeof row === "string" ? row : { row, ignored };
}

const spoken = (history: readonly Json[]): readonly Json[] =>
  history.filter((one) => !isJsonObject(one) || one["role"] !== "tool");

/** Every parameter lists what counts as right, and no other may be given: an exact match. Without arguments: any. */
function publicCall({ name, args }: JsonObject): JsonObject {
  return {
    ...(name === undefined ? {} : { tool: name }),
    ...(isJsonObject(args) ? { match: "exact", accept: args } : { match: "ignored" }),
  };
}
