import type { TextRange } from "#shared/lint/diagnostic.ts";
import { identifiersIn, type Identifier } from "#shared/lint/identifiers.ts";

/** One sentence, list item, heading or table row of a prompt. */
export interface Statement extends TextRange {
  readonly text: string;
  /** Begins with a number or "Step N". */
  readonly numbered: boolean;
  readonly bullet: boolean;
  /** Nesting of a list item, in columns of indentation. */
  readonly indent: number;
  /** The nearest line above that ends in a colon or is a heading, and is indented no deeper. */
  readonly under?: string;
}

/** What rules read of a prompt, worked out once a version. Offsets are UTF-16. */
export interface PromptFacts {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Words written like identifiers, outside of URLs and paths. */
  readonly identifiers: readonly Identifier[];
  /** Fenced code. */
  readonly code: readonly TextRange[];
  /** The line (1-based) and column (1-based) of an offset. */
  position(offset: number): { readonly line: number; readonly column: number };
  /** The statement that an offset stands in. */
  statementAt(offset: number): Statement | undefined;
}

/** The facts of one version of a prompt. Linear in its length. */
export function promptFacts(text: string): PromptFacts {
  const statements = readStatements(text);
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const starts = statements.map(({ start }) => start);
  return {
    text,
    statements,
    identifiers: identifiersIn(text),
    code: [...text.matchAll(/^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\1[ \t]*$/gm)].map(({ index, 0: whole }) => ({
      start: index,
      end: index + whole.length,
    })),
    position(offset) {
      const line = lastAtOrBefore(lines, offset);
      return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 };
    },
    statementAt(offset) {
      const statement = statements[lastAtOrBefore(starts, offset)];
      return statement !== undefined && statement.start <= offset && offset < statement.end ? statement : undefined;
    },
  };
}

/** The index of the last element that is not above `offset`, by halving. */
function lastAtOrBefore(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const ITEM = /^([ \t]*(?:#[ \t]+)?)((?:[-*+•]|\d{1,3}[a-z]?[.)]|[a-zA-Z][.)]|step\s+\d+[.:)]?)[ \t]+)/i;

function readStatements(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  const leads: { readonly indent: number; readonly text: string }[] = [];
  let start = 0;
  for (const line of joinWrapped(text)) {
    const body = line.trim();
    if (body !== "") {
      const item = ITEM.exec(line)?.[2] ?? "";
      const level =
        item === "" ? (/^(#{1,6})\s+\S/.exec(body)?.[1]?.length ?? (/^\*\*[^*]+\*\*:?$/.test(body) ? 7 : 0)) : 0;
      const heading = level > 0;
      // Headings stand above every line, a higher one above a lower one.
      const indent = heading ? level - 10 : (/^[ \t#]*/.exec(line)?.[0].length ?? 0);
      leaveLeads(leads, indent, item !== "");
      const under = leads.at(-1)?.text;
      for (const [from, to] of sentences(line)) {
        statements.push({
          start: start + from,
          end: start + to,
          text: line.slice(from, to),
          numbered: /^(\d|step)/i.test(item),
          bullet: item !== "",
          indent,
          ...(under === undefined ? {} : { under }),
        });
      }
      if (heading || /:\**$/.test(body)) leads.push({ indent, text: body });
    }
    start += line.length;
  }
  return statements;
}

/** Drops the leads that a line at this indentation does not stand under; an item stands under a plain line beside it. */
function leaveLeads(leads: { readonly indent: number; readonly text: string }[], indent: number, item: boolean): void {
  for (let last = leads.at(-1); last !== undefined && last.indent >= indent; last = leads.at(-1)) {
    if (item && last.indent === indent && !ITEM.test(last.text)) return;
    leads.pop();
  }
}

/** Lines with their line breaks; a line that is wrapped (the next one begins in lower case) is one with the next. */
function joinWrapped(text: string): readonly string[] {
  const joined: string[] = [];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const before = joined.at(-1);
    const continues =
      before !== undefined &&
      /[\w,;("'`]\s*\n$/.test(before) &&
      /^[ \t]*[a-z("'`]/.test(line) &&
      !ITEM.test(line) &&
      before.length < 4000;
    if (continues) joined[joined.length - 1] = before + line;
    else joined.push(line);
  }
  return joined;
}

function sentences(line: string): readonly (readonly [from: number, to: number])[] {
  const spans: [number, number][] = [];
  let from = 0;
  for (const match of line.matchAll(/[.!?](?:["'`*)]+)?\s+(?=["'`*(]*[A-Z0-9])/g)) {
    const end = match.index + match[0].length;
    if (end - from < 12 || /\b(e\.g|i\.e|etc|vs|cf|\d)\.\s*$/.test(line.slice(from, end))) continue;
    spans.push([from, end]);
    from = end;
  }
  if (from < line.length) spans.push([from, line.length]);
  return spans;
}
