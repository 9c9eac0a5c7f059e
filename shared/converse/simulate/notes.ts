import type { RankedTool } from "#shared/converse/simulate/rank.ts";
import type { Filled } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";

/** Something a person should know about a decision. */
export interface Note {
  readonly kind: "not-english" | "needs-reasoning" | "close-race" | "unsure-argument" | "several-steps";
  /** One sentence. */
  readonly text: string;
}

const REASONING =
  /\b(why|explain|because|best|better|optimal|should i|which is|compare|summari[sz]e|think|opinion|recommend|depending|if .{3,80} then|otherwise|based on (?:the|that|your)|the (?:same|former|latter)|previous|most \w+ of)\b/i;
const STEPS = /\b(then|after (?:that|which)|afterwards|once (?:you|that|it)|followed by|and finally|next,)\b/i;
const ENGLISH = new Set(
  "the a an is are i you to of in for and what my me can on with it how please find get show need want this do at from by be that".split(
    " ",
  ),
);

/** What to say about a decision: its language, what it cannot do, how close it was. */
export function notesOn(
  utterance: Utterance,
  ranking: readonly RankedTool[],
  decision: "call" | "ask" | "answer",
  filled: Filled | undefined,
): readonly Note[] {
  const notes: Note[] = [];
  const add = (kind: Note["kind"], text: string): void => void notes.push({ kind, text });
  if (!isEnglish(utterance))
    add(
      "not-english",
      "This does not look like English. The simulated model reads English; a real model would read this.",
    );
  if (REASONING.test(utterance.text))
    add("needs-reasoning", "This may ask for judgement or knowledge. The simulated model only matches words.");
  if (STEPS.test(utterance.text))
    add(
      "several-steps",
      "This names steps that build on each other. The simulated model does not plan; it takes what it can from the words.",
    );
  const [first, second] = ranking;
  if (decision !== "answer" && first !== undefined && second !== undefined && first.score - second.score < 0.5)
    add(
      "close-race",
      `"${second.name.slice(0, 80)}" is nearly as likely: ${(first.score - second.score).toFixed(2)} behind.`,
    );
  for (const [name, sure] of filled?.confidence ?? [])
    if (sure < 0.4 && Object.hasOwn(filled?.args ?? {}, name))
      add("unsure-argument", `"${name.slice(0, 80)}" is a guess: other words fit about as well.`);
  return notes.slice(0, 12);
}

/** English by its script and its small words; a text of three words or fewer is given the benefit of the doubt. */
function isEnglish({ words, foreign }: Utterance): boolean {
  if (foreign > 0.3) return false;
  if (words.length <= 3) return true;
  const small = words.filter(({ lower }) => ENGLISH.has(lower)).length;
  return small / words.length > 0.06 || words.length < 6;
}
