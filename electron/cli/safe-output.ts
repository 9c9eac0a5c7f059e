import type { ConsoleError } from "#shared/base/console-error.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { CommandIo } from "./command.ts";
import { exitCodeOf } from "./exit-code.ts";

// DEL, C1 controls, soft hyphen, zero-width, direction and tag characters, and the rest that a terminal or a reader is
// fooled by. JSON already escapes C0. Per UTF-16 unit, so that what is escaped is the same value when parsed.
const UNSAFE_IN_JSON =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- invisible characters are the subject
  /[\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|\udb40[\udc00-\udfff]/g;

/** JSON for a pipe or a terminal: the same value, with every character that is not seen written as an escape. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replaceAll(UNSAFE_IN_JSON, escapeUnits)}\n`;
}

/** The same on one line. A raw line break never stands inside a JSON string, so what is left are the breaks between. */
export const safeJsonLine = (value: unknown): string => `${safeJson(value).trimEnd().replaceAll(/\n\s*/g, "")}\n`;

const escapeUnits = (text: string): string =>
  text.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One line of a server's text, nothing in it active; cut at `most` characters. */
export function safeLine(text: string, most = 200): string {
  const [first = ""] = text.trim().split(/\r?\n/);
  const line = visibleText(first.slice(0, most));
  return first.length > most ? `${line}…` : line;
}

/** A server's text of several lines, nothing in it active. */
export function safeText(text: string): string {
  return visibleText(text.replaceAll("\r\n", "\n"), { keepLines: true });
}

/** Tells an expected failure: two sentences on standard error, or JSON on standard output. Gives the exit code. */
export function tellError(io: CommandIo, error: ConsoleError, json: boolean, more: object = {}): number {
  if (json) io.out(safeJson({ ...more, error }));
  else {
    io.err(`${safeText(error.said)}\n${safeText(error.next)}\n`);
    if (error.evidence !== "") io.err(`  ${safeLine(error.evidence, 500)}\n`);
  }
  return exitCodeOf(error);
}
