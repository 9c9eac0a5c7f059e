import { setOwn, type Json } from "#shared/base/json.ts";
import type { DecidedCall } from "#shared/converse/simulate/decision.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import type { Filled, Source } from "#shared/converse/simulate/slots/fill-slots.ts";

/** A word with a digit and a letter in it: an identifier such as `ACC-1001` or `TK42`. */
const IDENTIFIER = /(?<![\p{L}\p{N}._-])(?=[\p{L}._-]*\p{N})(?=[\p{N}._-]*\p{L})[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu;
const MOST = 8;

/**
 * One call for each identifier of one shape ("accounts ACC-1001 and ACC-1002"), where one parameter took one of
 * them and nothing took the others. Undefined where that is not what was said.
 */
export function callsOfOneShape(tool: IndexedTool, filled: Filled, text: string): readonly DecidedCall[] | undefined {
  if (filled.missing.length > 0) return undefined;
  const words: readonly Source[] = [...text.slice(0, 4_000).matchAll(IDENTIFIER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    words: match[0],
  }));
  for (const { name, type } of tool.parameters) {
    const [source, ...more] = filled.sources.get(name) ?? [];
    if (source === undefined || more.length > 0 || type !== "string" || filled.args[name] !== source.words) continue;
    if (!words.some(({ start, end }) => start === source.start && end === source.end)) continue;
    const row = words.filter(({ words: other }) => shapeOf(other) === shapeOf(source.words));
    const taken = [...filled.sources].some(
      ([other, spans]) =>
        other !== name && spans.some((span) => row.some(({ start, end }) => span.start < end && span.end > start)),
    );
    const listed = row.every(
      ({ start }, n) => n === 0 || /,|;|\band\b|\bor\b|&/i.test(text.slice(row[n - 1]?.end, start)),
    );
    if (row.length < 2 || row.length > MOST || taken || !listed) continue;
    return row.map((word) => {
      const args: Record<string, Json> = { ...filled.args };
      setOwn(args, name, word.words);
      return {
        name: tool.name,
        position: tool.position,
        args,
        sources: { ...Object.fromEntries(filled.sources), [name]: [word] },
      };
    });
  }
  return undefined;
}

const shapeOf = (word: string): string => word.replace(/\p{L}/gu, "a").replace(/\p{N}+/gu, "9");
