import type { TextRange } from "#shared/lint/diagnostic.ts";
import type { ListFacts, ListedTool } from "#shared/lint/list-facts.ts";
import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptFacts, Statement } from "#shared/lint/prompt-facts.ts";
import { excerpt } from "#shared/lint/words.ts";

/** A statement that ties a situation to a tool by its name. */
export interface Trigger extends TextRange {
  /** What tells the situation: a condition, a purpose, a numbered step, a label before a colon, a table row. */
  readonly cue: "condition" | "purpose" | "step" | "label" | "row";
  /** The statement, as one line. */
  readonly says: string;
}

/** Where a prompt speaks of one tool. */
export interface TriggerRow {
  readonly tool: ListedTool;
  readonly mentions: readonly TextRange[];
  readonly triggers: readonly Trigger[];
  /** Statements that only forbid the tool. */
  readonly prohibitions: readonly TextRange[];
}

const CONDITION =
  /\b(when(ever|\b)|if\b|once\b|after\b|before\b|unless\b|until\b|in case\b|as soon as\b|only (for|on|in)\b|every time\b|each time\b|any time\b|for (any|all|each|every)\b|while\b|where needed\b|as needed\b|upon\b|in order to\b|depending on\b|instead of\b|rather than\b|prior to\b|first\b|then\b|next\b|finally\b|needs?\b|wants?\b|asks?\b|requests?\b)/i;
const PURPOSE =
  /\bto\s+(?!(the|a|an|this|that|these|those|it|its|your|their|his|her|our|you|user|users|be|do so|tools?|use|call)\b)[a-z]{3,}/;
const FOR = /\bfor\s+(?!example\b|instance\b|now\b|use\b|more (information|details)\b)[a-z"'`]/i;
const FORBIDS =
  /\b(do not|don't|does not|never|must not|mustn't|should not|shouldn't|avoid|cannot|can't|no need to|not (be )?(allowed|permitted))\b/i;

/** The trigger table: for every tool, in list order, its mentions, triggers and prohibitions in the prompt. */
export function triggerTable(prompt: PromptFacts, list: ListFacts): readonly TriggerRow[] {
  const rows = list.tools.map((tool) => ({
    tool,
    mentions: [] as TextRange[],
    triggers: [] as Trigger[],
    prohibitions: [] as TextRange[],
  }));
  for (const { start, end, tools } of mentionsOf(prompt, list)) {
    const statement = prompt.statementAt(start);
    const read =
      statement === undefined ? undefined : readStatement(statement, start - statement.start, end - statement.start);
    for (const { index } of tools) {
      const row = rows[index];
      if (row === undefined) continue;
      row.mentions.push({ start, end });
      if (statement === undefined || read === undefined) continue;
      const range = { start: statement.start, end: statement.end };
      if (read === "forbidden") row.prohibitions.push(range);
      else if (!row.triggers.some((trigger) => trigger.start === range.start)) {
        row.triggers.push({ ...range, cue: read, says: excerpt(statement.text, 240) });
      }
    }
  }
  return rows;
}

/** What a statement says about the tool named at `start`: the cue that ties a situation to it, or that it is forbidden. */
function readStatement(statement: Statement, start: number, end: number): Trigger["cue"] | "forbidden" | undefined {
  const { text } = statement;
  const clause = clauseAround(text, start, end);
  const before = clause.text.slice(0, clause.start);
  const after = clause.text.slice(clause.end);
  const exception = /\b(unless|until|except|before|without first)\b/i.test(clause.text);
  if (FORBIDS.test(before.slice(-80)) && !exception) return "forbidden";
  if (/^[\s|]*\|.*\|/.test(text)) return "row";
  if (CONDITION.test(text)) return "condition";
  if (PURPOSE.test(after) || /\bto\s+[a-z]{3,}\b.{0,80}\b(use|call|run|invoke)\b/i.test(before)) return "purpose";
  if (FOR.test(after) || /^\W*(for|on|in)\s+[^,]{3,60},/i.test(text)) return "purpose";
  if (statement.numbered && /\b(use|call|run|invoke|execute)\b/i.test(before)) return "step";
  const label = text.slice(0, start);
  if (
    !/\b(tools?|functions?|available|access|categor(y|ies)|names?)\b/i.test(label) &&
    /^[\W\d]*[^:`|]{3,80}(:|→|->|=>|—|–)\W*(\w+\s+){0,4}\W*$/.test(label)
  )
    return "label";
  if (
    statement.under !== undefined &&
    /\b(when|if|for|to)\b/i.test(statement.under) &&
    !/\btools?\b\W*$/i.test(statement.under)
  )
    return "condition";
  return undefined;
}

/** The part of a statement between semicolons or full stops in which the mention stands. */
function clauseAround(
  text: string,
  start: number,
  end: number,
): { readonly text: string; readonly start: number; readonly end: number } {
  const from = Math.max(text.lastIndexOf(";", start), text.lastIndexOf(". ", start)) + 1;
  const semicolon = text.indexOf(";", end);
  const to = semicolon < 0 ? text.length : semicolon;
  return { text: text.slice(from, to), start: start - from, end: end - from };
}
