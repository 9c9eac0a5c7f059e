import type { ScorePart } from "#shared/converse/simulate/score.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";
import { proseStems } from "#shared/converse/simulate/words.ts";

/** One line of the prompt's trigger table. */
export interface TriggerHint {
  readonly tool: string;
  /** The statement in the prompt, as one line. */
  readonly says: string;
  /** How much it counts; 1 where absent. */
  readonly weight?: number | undefined;
  readonly kind: "use" | "never";
}

/** What the prompt adds at most, and takes away at most. Chosen by hand: no public set has prompts with triggers. */
const USE = 6;
const NEVER = -8;
const MENTIONED = 0.15;
/** What a prompt says on using any tool at all tells nothing of when. */
const chaff = new Set(
  proseStems(
    "user asks ask says wants request requests call use tool function whenever always never question query",
  ).concat("user", "ask", "tool", "function", "request"),
);

/**
 * What the prompt's triggers add to each tool's score: the share of the trigger's own words that was said or nearly said.
 * A prohibition counts against the tool in the same way. A mention alone is worth a little.
 */
export function judgeTriggers(
  utterance: Utterance,
  triggers: readonly TriggerHint[],
): ReadonlyMap<string, readonly ScorePart[]> {
  const parts = new Map<string, ScorePart[]>();
  for (const { tool, says, weight = 1, kind } of triggers.slice(0, 2_000)) {
    const own = new Set(proseStems(tool.replace(/[^\p{L}\p{N}]+/gu, " ")));
    const stems = [...new Set(proseStems(says.slice(0, 600)))].filter((stem) => !chaff.has(stem));
    const told = stems.filter((stem) => !own.has(stem) || utterance.reach.has(stem));
    let said = 0;
    for (const stem of told) {
      let nearest = 0;
      for (const { nearness } of utterance.reach.get(stem) ?? []) nearest = Math.max(nearest, nearness);
      said += nearest * nearest;
    }
    const share = said === 0 ? 0 : Math.min(1, said / Math.min(4, Math.max(1, told.length)));
    const value = kind === "use" ? Math.max(MENTIONED, share) : share;
    const held = parts.get(tool) ?? [];
    const feature = kind === "use" ? "the prompt says to use it" : "the prompt says not to use it";
    const before = held.findIndex((part) => part.feature === feature);
    const part = { feature, value, weight: (kind === "use" ? USE : NEVER) * weight };
    // Of several lines on one tool the best fitting one counts.
    if (before < 0) held.push(part);
    else if ((held[before]?.value ?? 0) < value) held[before] = part;
    parts.set(tool, held);
  }
  return parts;
}
