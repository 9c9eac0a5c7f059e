import type { Json } from "#shared/base/json.ts";
import type { IndexedTool, ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import type { RankedTool } from "#shared/converse/simulate/rank.ts";
import type { Clues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots, type Filled } from "#shared/converse/simulate/slots/fill-slots.ts";
import { guessBias } from "#shared/converse/simulate/weights.ts";

/** An open question: the call that lacks values. */
export interface Pending {
  readonly tool: string;
  readonly position: number;
  readonly args: Readonly<Record<string, Json>>;
  /** The parameters that were asked for, the first one first. */
  readonly asked: readonly string[];
}

/** The tool of an open question with what the new turn adds. */
interface Carried {
  readonly tool: IndexedTool;
  readonly filled: Filled;
}

const LEAVES = /\b(never ?mind|forget (?:it|that)|cancel that|something else|instead of that|no thanks|stop)\b/i;
const CORRECTS = /^\s*(?:no\b|actually|sorry|i meant?|wait|make (?:it|that)|change (?:it|that|the)|not )/i;
/** How much better another tool must fit before a question is dropped for it. */
const CLEARLY = 4;

/**
 * Goes on with an open question where the turn answers it ("it's 4711") or corrects it ("no, make it Friday"); undefined
 * where the user left it, or asked for something that another tool fits clearly better.
 */
export function carryOn(
  index: ToolIndex,
  pending: Pending,
  ranking: readonly RankedTool[],
  clues: Clues,
): Carried | undefined {
  const tool = index.tools[pending.position];
  const { text } = clues.utterance;
  if (tool?.name !== pending.tool || LEAVES.test(text)) return undefined;
  const corrects = CORRECTS.test(text);
  const own = ranking.find(({ position }) => position === tool.position)?.score ?? 0;
  const [best] = ranking;
  const filled = fillSlots(tool, clues, guessBias, new Set(pending.asked));
  const answered = pending.asked.some((name) => Object.hasOwn(filled.args, name));
  if (!corrects && !answered && best !== undefined && best.position !== tool.position && best.score - own > CLEARLY)
    return undefined;
  if (!corrects && best !== undefined && best.position !== tool.position && best.score - own > 2 * CLEARLY)
    return undefined;
  const args: Record<string, Json> = {};
  const sources = new Map(filled.sources);
  for (const { name } of tool.parameters) {
    const known = Object.hasOwn(pending.args, name) ? pending.args[name] : undefined;
    const said = Object.hasOwn(filled.args, name) ? filled.args[name] : undefined;
    // What is known stays, unless the turn corrects it by name or corrects at all with sure words.
    const renew =
      said !== undefined &&
      (known === undefined || (corrects && (filled.confidence.get(name) ?? 0) > 0.5) || speaksOf(name, tool, clues));
    const value = renew ? said : known;
    if (value !== undefined)
      Object.defineProperty(args, name, { value, enumerable: true, configurable: true, writable: true });
    if (!renew) sources.delete(name);
  }
  const missing = tool.parameters
    .filter(({ required, name }) => required && !Object.hasOwn(args, name))
    .map(({ name }) => name);
  return { tool, filled: { args, sources, confidence: filled.confidence, missing } };
}

/** Whether a turn names a parameter. */
function speaksOf(name: string, tool: IndexedTool, { utterance }: Clues): boolean {
  const stems = tool.parameters.find((parameter) => parameter.name === name)?.nameStems ?? [];
  return stems.length > 0 && stems.every((stem) => utterance.words.some((word) => word.stem === stem));
}
