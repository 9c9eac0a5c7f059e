import type { DecidedCall, DecideInput } from "#shared/converse/simulate/decision.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import { rank } from "#shared/converse/simulate/rank.ts";
import { readClues, type Clues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots, type Filled } from "#shared/converse/simulate/slots/fill-slots.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";

const MAX_CALLS = 8;
const BREAK =
  /(?:[.?!;]\s+|,?\s+(?:and|then)\s+(?:then\s+|also\s+|finally\s+)?(?=(?:also|then|find|get|show|what|how|who|where|calculate|compute|search|send|book|create|add|check|tell|list|play|convert|translate|delete|update|set|give|determine|provide|order|buy|remove|look|fetch|retrieve|predict|estimate|solve|generate|draw|order|recommend)\b)|,\s+(?:and\s+)?also\s+)/giu;
/** A part of a request must fit its tool about this well to stand alone. */
const ENOUGH = 6;

/** The calls of a request that lists several things to do, in order; undefined where it is one call. */
export function severalCalls(
  input: DecideInput,
  tool: IndexedTool,
  filled: Filled,
  clues: Clues,
): readonly DecidedCall[] | undefined {
  return byParts(input) ?? byItems(tool, filled, clues);
}

/** One call a sentence or clause, where each fits a tool by itself and has all its values. */
function byParts(input: DecideInput): readonly DecidedCall[] | undefined {
  const parts = partsOf(input.utterance);
  if (parts.length < 2) return undefined;
  const calls: DecidedCall[] = [];
  for (const { text, start } of parts) {
    const utterance = readUtterance(text);
    if (utterance.words.length < 3) continue;
    const [best] = rank({ index: input.index, utterance, triggers: input.triggers });
    const tool = input.index.tools[best?.position ?? -1];
    if (tool === undefined || best === undefined || best.score < ENOUGH) continue;
    const filled = fillSlots(tool, readClues(utterance, input.today), 0);
    if (filled.missing.length > 0) continue;
    const sources = [...filled.sources].map(
      ([name, spans]) =>
        [name, spans.map((one) => ({ ...one, start: one.start + start, end: one.end + start }))] as const,
    );
    const call = { name: tool.name, position: tool.position, args: filled.args, sources: Object.fromEntries(sources) };
    if (!calls.some((other) => other.name === call.name && JSON.stringify(other.args) === JSON.stringify(call.args)))
      calls.push(call);
  }
  const tools = new Set(calls.map(({ name }) => name));
  return calls.length > 1 && tools.size > 1 ? calls.slice(0, MAX_CALLS) : undefined;
}

function partsOf(text: string): readonly { readonly text: string; readonly start: number }[] {
  const parts: { text: string; start: number }[] = [];
  let from = 0;
  for (const match of text.slice(0, 4_000).matchAll(BREAK)) {
    parts.push({ text: text.slice(from, match.index), start: from });
    from = match.index + match[0].length;
  }
  parts.push({ text: text.slice(from), start: from });
  return parts.slice(0, MAX_CALLS);
}

/** Words that take several names as one thing. */
const TOGETHER = /\b(between|difference|compare|comparison|versus|vs|distance|from .+ to)\b/i;

/** One call for each of several names in a row ("in Boston and Chicago") where the parameter takes one. */
function byItems(tool: IndexedTool, filled: Filled, { utterance, lists }: Clues): readonly DecidedCall[] | undefined {
  if (
    filled.missing.length > 0 ||
    TOGETHER.test(utterance.text) ||
    tool.parameters.some(({ type }) => type === "array")
  )
    return undefined;
  for (const parameter of tool.parameters) {
    const [source] = filled.sources.get(parameter.name) ?? [];
    if (
      parameter.type !== "string" ||
      parameter.choices.length > 0 ||
      source === undefined ||
      filled.sources.get(parameter.name)?.length !== 1
    )
      continue;
    if (/list|comma|separated|multiple|several/i.test(parameter.description)) continue;
    for (const { items } of lists) {
      const at = items.findIndex(({ start, end }) => start === source.start && end === source.end);
      if (at < 0 || items.length > MAX_CALLS) continue;
      const row = items.slice(at).map(({ start, end }) => ({ start, end, words: utterance.text.slice(start, end) }));
      const kept = row.filter(({ words }) => /^[\p{Lu}\d]/u.test(words));
      const last = kept.at(-1);
      // "Paris, France" is one place: only "and" makes two of a pair.
      if (kept.length < 2 || kept.length !== row.length || last === undefined) continue;
      if (!/\band\b|&/.test(utterance.text.slice(kept.at(-2)?.end ?? 0, last.start))) continue;
      return kept.map((one) => ({
        name: tool.name,
        position: tool.position,
        args: { ...filled.args, [parameter.name]: one.words },
        sources: { ...Object.fromEntries(filled.sources), [parameter.name]: [one] },
      }));
    }
  }
  return undefined;
}
