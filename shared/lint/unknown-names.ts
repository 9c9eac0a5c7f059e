import type { TextRange } from "#shared/lint/diagnostic.ts";
import type { ListFacts } from "#shared/lint/list-facts.ts";
import type { Identifier } from "#shared/lint/identifiers.ts";
import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptFacts, Statement } from "#shared/lint/prompt-facts.ts";
import { suggestName, type Suggestion } from "#shared/lint/suggest-name.ts";
import { MUTATING, READING } from "#shared/lint/verbs.ts";
import { folded, wordsOf } from "#shared/lint/words.ts";

/** A word of the prompt that is used as a tool's name, or nearly is one, and is none. */
export interface UnknownName extends TextRange {
  readonly text: string;
  /** `call`: it stands where a tool is called. `near`: it only resembles one. */
  readonly by: "call" | "near";
  readonly meant?: Suggestion;
}

const CALL_BEFORE =
  /\b(call|calls|calling|invoke|invokes|invoking|execute)\s+(the\s+|a\s+|an\s+|tool\s+|function\s+|only\s+|either\s+|again\s+)*["'`*“‘@]*$/i;
const USE_BEFORE =
  /\b(use|uses|using|trigger|triggers|try|prefer|run|via|with)\s+(the\s+|a\s+|an\s+|tool\s+|function\s+|only\s+|either\s+|again\s+)*["'`*“‘@]*$/i;
const TOOL_BEFORE =
  /\b(tools?|functions?)(\s+(called|named|is|are|such as|like))?\s*[:(]?\s*["'`*“‘@]*$|<tool>\s*["'`]?$/i;
const TOOL_AFTER =
  /^["'`*”]*[ \t]*\n?[ \t]*(?<!:\s*\n\s*)(tool|function)(s|\b)(?![ \t]+(call|result|output|response|name|usage|use|param|arg)|[ \t]*:)/i;
const NO_SUCH =
  /\b(no|not have (a|an|any)|without (a|the)|isn't (a|an)|is not (a|an)|(don't|do not) have)\s+["'`*“‘@]*$/i;
const VALUE_AFTER =
  /^["'`*”]*\s*(=|:\s*["'{[]|:\s*\(?(optional|required)|\((optional|required)|parameters?\b|params?\b|arguments?\b|args?\b|fields?\b|attributes?\b|propert(y|ies)\b|values?\b|variables?\b|keys?\b|flags?\b|options?\b|columns?\b|tables?\b|tags?\b|elements?\b|blocks?\b|sections?\b|files?\b|folders?\b|events?\b|state\b|status\b|mode\b|format\b|agents?\b|attribute\b)/i;
const VALUE_BEFORE =
  /\b(parameters?|params?|arguments?|args?|fields?|attributes?|propert(y|ies)|variables?|keys?|flags?|options?|columns?|tables?|tags?|values?|set|state|status|mode|artifact|type|format|file|folder|directory|event|class|model|skill)\s*(called|named|is|to|as|of|=|:)?\s*["'`*“<]*$/i;
const TRANSFER_BEFORE =
  /\b(transfer|hand(s|ed|ing)?[\s-]?(off|over|it)?|handoff|delegate|route|forward|escalate|transferr?ing|return control|back)\b[^.\n]{0,40}\bto\s+(the\s+)?["'`*“‘@]*$/i;
const CODE_BEFORE = /\b(def|class|import|like|method|function|const|let|var|new|return|await|async|from)\s+$|[=.]\s*$/;
/** A call that stands in program text rather than in a sentence. */
const CODE_AFTER = /^\([^()\n]*\)\s*(;|\{|=>|\)|$)/m;

/**
 * The names that a prompt uses as tools' and that no tool has. Prompts are full of words that look like names and are
 * none: what belongs to another kind of thing is left out first (parameters, values and outputs of any tool, template
 * variables, tags, code, JSON keys, file names); what is left counts only where a tool is called, or where it nearly is
 * a tool's name.
 */
export function unknownNames(
  prompt: PromptFacts,
  list: ListFacts,
  alsoKnown: readonly string[],
): readonly UnknownName[] {
  const { text } = prompt;
  const mentioned = mentionsOf(prompt, list);
  const mentionEnds = new Set(mentioned.map(({ end }) => end));
  const mentionStarts = new Set(mentioned.map(({ start }) => start));
  const names = toolNames(list);
  const others = new Set(alsoKnown.map(folded));
  const declared = otherNames(text);
  const found: UnknownName[] = [];
  for (const { text: word, start, end } of candidates(prompt)) {
    if (mentionStarts.has(start) || list.byName.has(word) || others.has(folded(word))) continue;
    if (list.properties.has(word) || list.values.has(word)) continue;
    const before = text.slice(Math.max(0, start - 60), start);
    const after = text.slice(end, end + 40);
    if (isOtherThing(prompt, word, start, before, after)) continue;
    const plainly =
      TOOL_AFTER.test(after) ||
      ((CALL_BEFORE.test(before) || USE_BEFORE.test(before)) && isVerb(word)) ||
      isToolHeading(prompt, word, start);
    if (declared.has(word) && !plainly) continue;
    const around: Around = { word, start, end, before, after, mentionEnds, mentionStarts };
    const by = howUsed(prompt, around);
    const meant = suggestName(word, names);
    if (by === undefined && (meant === undefined || !isNear(word, meant, before, after))) continue;
    const used = by ?? (USE_BEFORE.test(before) ? "call" : "near");
    found.push({ text: word, start, end, by: used, ...(meant === undefined ? {} : { meant }) });
    mentionEnds.add(end); // a row or list of names goes on behind an unknown one
    mentionStarts.add(start);
  }
  return withRepeats(prompt, found);
}

/** What is called once is meant everywhere: adds the other places of the same words. */
function withRepeats(prompt: PromptFacts, found: readonly UnknownName[]): readonly UnknownName[] {
  const called = new Map(found.filter(({ by }) => by === "call").map((one) => [one.text, one]));
  if (called.size === 0) return found;
  const starts = new Set(found.map(({ start }) => start));
  const more = prompt.identifiers.flatMap(({ text: word, start, end }) => {
    const first = called.get(word);
    if (first === undefined || starts.has(start)) return [];
    const before = prompt.text.slice(Math.max(0, start - 60), start);
    const after = prompt.text.slice(end, end + 40);
    return NO_SUCH.test(before) || isOtherThing(prompt, word, start, before, after) ? [] : [{ ...first, start, end }];
  });
  return [...found, ...more].toSorted((a, b) => a.start - b.start);
}

/** Identifiers, and single words in back-ticks that are called a tool. */
function candidates(prompt: PromptFacts): readonly Identifier[] {
  const single = [...prompt.text.matchAll(/`([a-z][a-z0-9]{2,})`(?=[ \t]+(tool|function)\b(?![ \t]+(call|result)))/gi)];
  if (single.length === 0) return prompt.identifiers;
  const words = single.map(({ index, 1: word = "" }) => ({
    text: word,
    start: index + 1,
    end: index + 1 + word.length,
  }));
  return [...prompt.identifiers, ...words].toSorted((a, b) => a.start - b.start);
}

/** Names that the prompt itself uses for something else: tags, template variables, parameters that it explains. */
function otherNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const forms = [
    /<\/?([A-Za-z][\w-]*)[^<>\n]{0,80}>/g,
    /\{\{?\s*([A-Za-z_]\w*)\s*\}?\}/g,
    /^[ \t]*[-*•]?[ \t]*[`"']?([A-Za-z_]\w*)[`"']?[ \t]*:[ \t]*\(?(?:optional|required|string|integer|number|boolean|array)\b/gim,
    /"([A-Za-z_]\w*)"\s*:/g,
    /[`"']?([A-Za-z_]\w*)[`"']?\s+(?:parameter|argument|field|attribute|variable|tag)s?\b/g,
  ];
  for (const form of forms) for (const match of text.matchAll(form)) names.add(match[1] ?? "");
  return names;
}

const namesRemembered = new WeakMap<ListFacts, readonly string[]>();

function toolNames(list: ListFacts): readonly string[] {
  const known = namesRemembered.get(list);
  if (known !== undefined) return known;
  const names = [...list.byName.keys()];
  namesRemembered.set(list, names);
  return names;
}

/** Whether a word plainly names something other than a tool. */
function isOtherThing(prompt: PromptFacts, word: string, start: number, before: string, after: string): boolean {
  if (/[{<$%]\s*\/?$|\{\{\s*$|\$\{\s*$|<\/?\w*$/.test(before) || /^\s*[}>%]/.test(after)) return true; // template variables, tags
  if (/^"\s*:/.test(after) && before.endsWith('"')) return true; // JSON keys
  if (/^['"]?\s*:\s*$/.test(after.slice(0, 3)) && prompt.code.some((code) => start >= code.start && start < code.end))
    return true;
  if (prompt.code.some((code) => start >= code.start && start < code.end)) return !after.startsWith("(");
  if (/^\.(md|json|ya?ml|txt|py|[jt]sx?|csv|pdf|html?|toml|sh|log|xml)\b/i.test(after)) return true; // file names
  if (/[/\\]["'`]?$/.test(before) || /^[/\\]/.test(after)) return true;
  if (/^[A-Z][A-Z0-9]*([_-][A-Z0-9]+)+$/.test(word)) return true; // CONSTANTS
  if (/^[A-Z]/.test(word) && !after.startsWith("(") && !TOOL_AFTER.test(after)) return true; // Names-Of-Things, Types
  if (word.includes("-") && !/_/.test(word) && !/["'`*]$/.test(before) && !after.startsWith("(")) return true; // plain hyphenated words
  return TRANSFER_BEFORE.test(before) && !CALL_BEFORE.test(before);
}

interface Around {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly mentionEnds: ReadonlySet<number>;
  readonly mentionStarts: ReadonlySet<number>;
}

function howUsed(prompt: PromptFacts, at: Around): "call" | undefined {
  const { word, start, end, before, after, mentionEnds, mentionStarts } = at;
  if (NO_SUCH.test(before)) return undefined;
  if (after.startsWith("(") && !CODE_BEFORE.test(before) && !CODE_AFTER.test(after)) return "call";
  if (TOOL_AFTER.test(after)) return "call";
  if (VALUE_AFTER.test(after) || VALUE_BEFORE.test(before)) return undefined;
  const quoted = /["'`*]$/.test(before);
  if (word.includes("-") && !quoted) return undefined;
  if (CALL_BEFORE.test(before) || (USE_BEFORE.test(before) && (isVerb(word) || (quoted && !isThing(word)))))
    return "call";
  if (TOOL_BEFORE.test(before) && (isVerb(word) || quoted)) return "call";
  if (isToolHeading(prompt, word, start)) return "call";
  const statement = prompt.statementAt(start);
  const heads = statement?.bullet === true && /^[\s\d.)*•#-]*["'`*]*$/.test(prompt.text.slice(statement.start, start));
  if (
    heads &&
    (/\b(tools|functions)\b/i.test(statement.under ?? "") || besideTool(prompt, statement, mentionStarts)) &&
    /^["'`*]*\s*(:|\(|-|–|—|$)/m.test(after)
  )
    return "call";
  // In a row with real tools: `a`, `b` and `this`.
  const previous = /["'`*]*\s*(,|,?\s*(and|or)|\/)\s*["'`*]*$/.exec(before);
  if (previous !== null && mentionEnds.has(start - previous[0].length) && isVerb(word)) return "call";
  const following = /^["'`*]*\s*(,|,?\s*(and|or)|\/)\s*["'`*]*/.exec(after);
  if (following !== null && mentionStarts.has(end + following[0].length) && isVerb(word)) return "call";
  return before.endsWith("`") && after.startsWith("`") && isVerb(word) && !word.includes("-") ? "call" : undefined;
}

/** Whether the item before or behind begins with a tool's name: then this item stands in a list of tools. */
function besideTool(prompt: PromptFacts, statement: Statement, mentionStarts: ReadonlySet<number>): boolean {
  const index = prompt.statements.indexOf(statement);
  return [prompt.statements[index - 1], prompt.statements[index + 1]].some((other) => {
    if (other?.bullet !== true) return false;
    const lead = /^[\s\d.)*•#-]*["'`*]*/.exec(other.text)?.[0].length ?? 0;
    return mentionStarts.has(other.start + lead);
  });
}

/** Whether a word is a heading of its own in a section about tools: `## read_file` under `# Tools`. */
function isToolHeading(prompt: PromptFacts, word: string, start: number): boolean {
  const statement = prompt.statementAt(start);
  return (
    /^#{1,6}\s+["'`*]*$/.test(prompt.text.slice(statement?.start ?? start, start)) &&
    statement?.text.trim().replaceAll(/[#\s`"'*]/g, "") === word &&
    /\b(tools|functions)\b/i.test(statement.under ?? "")
  );
}

function isNear(word: string, meant: Suggestion, before: string, after: string): boolean {
  if (VALUE_AFTER.test(after) || VALUE_BEFORE.test(before) || NO_SUCH.test(before)) return false;
  return meant.by !== "words" || isVerb(word);
}

const MORE_VERBS =
  /^(run|ask|call|generate|make|go|click|scroll|extract|transfer|execute|stop|complete|finish|think|invoke|enter|exit|activate|calculate|convert|translate|escalate|hand|handoff|memorize|save|store|load|schedule|notify|route|submit|request|browse|navigate|press|type|switch|select|do|apply)$/;
const UNSURE_VERBS =
  /^(start|open|end|wait|use|sort|filter|next|order|return|report|step|plan|test|model|state|target|source|file|number|key|map|store|type|select|request|route|schedule|plan)$/;
const THING =
  /^(line|date|time|datetime|id|ids|name|path|url|index|count|number|size|type|key|value|text|mode|state|status|details|progress|result|results|selection|list|at|by|to|from|pattern|field|fields|param|params|config|settings|format|template|style|flag|token|code|tag|label|labels|user|data|items|options|args)$/;

const strong = (word: string): boolean => MUTATING.has(word) || READING.has(word) || MORE_VERBS.test(word);

const isThing = (identifier: string): boolean => THING.test(wordsOf(identifier).at(-1) ?? "");

/** Whether a name begins with a verb, or has one in second place behind a prefix: `create_task`, `tracker_create_task`. */
function isVerb(identifier: string): boolean {
  const words = wordsOf(identifier);
  const [first = "", second = ""] = words;
  const last = words.at(-1) ?? "";
  if (UNSURE_VERBS.test(first)) return !THING.test(last);
  return strong(first) || (words.length > 2 && strong(second));
}
