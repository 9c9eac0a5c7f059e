import type { DecidedCall, DecideInput, Decision } from "#shared/converse/simulate/decision.ts";
import { fitFeatures } from "#shared/converse/simulate/decide-features.ts";
import type { IndexedTool, ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import { notesOn } from "#shared/converse/simulate/notes.ts";
import { carryOn } from "#shared/converse/simulate/pending.ts";
import { rank, type RankedTool } from "#shared/converse/simulate/rank.ts";
import { severalCalls } from "#shared/converse/simulate/several-calls.ts";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots, type Filled } from "#shared/converse/simulate/slots/fill-slots.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { fitOfFeatures, fitThreshold } from "#shared/converse/simulate/fit-weights.ts";
import { guessBias } from "#shared/converse/simulate/weights.ts";

const EARLIER_TURNS = 3;

/** Decides one turn: which tool, with which arguments, or what to ask, or that no tool fits. Pure: no clock, no chance. */
export function decide(input: DecideInput): Decision {
  const { index, history = [], triggers, pending, today, choice = "auto" } = input;
  const utterance = readUtterance(input.utterance);
  const earlier = history
    .filter(({ role }) => role === "user")
    .slice(-EARLIER_TURNS)
    .map(({ text }) => text)
    .join("\n");
  const ranking = rank({ index, utterance, triggers, earlier });
  const clues = readClues(utterance, today);
  const carried = pending === undefined ? undefined : carryOn(index, pending, ranking, clues);
  const [best] = ranking;
  const tool = carried?.tool ?? index.tools[best?.position ?? -1];
  if (tool === undefined)
    return {
      decision: "answer",
      calls: [],
      ranking,
      fit: 0,
      unsure: false,
      notes: notesOn(utterance, ranking, "answer", undefined),
    };
  const filled = carried?.filled ?? fillSlots(tool, clues, guessBias);
  const own = fitOf(ranking, index, filled, utterance);
  const prompted =
    best?.parts.some(({ feature, value }) => feature === "the prompt says to use it" && value > 0.4) === true;
  const fit = carried !== undefined ? 1 : prompted ? Math.max(own, 0.75) : own;
  if (fit < fitThreshold && choice === "auto")
    return {
      decision: "answer",
      calls: [],
      ranking,
      fit,
      unsure: near(fit),
      notes: notesOn(utterance, ranking, "answer", undefined),
    };
  if (carried === undefined) {
    const several = severalCalls(input, tool, filled, clues);
    if (several !== undefined)
      return {
        decision: "call",
        calls: several,
        ranking,
        fit,
        unsure: near(fit),
        notes: notesOn(utterance, ranking, "call", filled),
      };
  }
  const call = callOf(tool, filled);
  const asks = filled.missing.length > 0;
  return {
    decision: asks ? "ask" : "call",
    calls: [call],
    ranking,
    ...(asks
      ? {
          missing: filled.missing,
          pending: { tool: tool.name, position: tool.position, args: filled.args, asked: filled.missing },
        }
      : {}),
    fit,
    unsure: near(fit) || closeRace(ranking),
    notes: notesOn(utterance, ranking, asks ? "ask" : "call", filled),
  };
}

/** A tool's filled slots as a call. */
export function callOf(tool: IndexedTool, filled: Filled): DecidedCall {
  return { name: tool.name, position: tool.position, args: filled.args, sources: Object.fromEntries(filled.sources) };
}

/** How likely the best tool fits at all. */
function fitOf(
  ranking: readonly RankedTool[],
  index: ToolIndex,
  filled: Filled,
  utterance: Parameters<typeof fitFeatures>[3],
): number {
  const tool = index.tools[ranking[0]?.position ?? -1];
  if (tool === undefined) return 0;
  return fitOfFeatures(fitFeatures(ranking, tool, filled, utterance));
}

const near = (fit: number): boolean => Math.abs(fit - fitThreshold) < 0.12;

function closeRace([first, second]: readonly RankedTool[]): boolean {
  return first !== undefined && second !== undefined && first.score - second.score < 0.5;
}
