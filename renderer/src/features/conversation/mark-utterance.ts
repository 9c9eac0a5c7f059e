import type { DecidedCall, Turn } from "#shared/contract/conversation.ts";

/** A stretch of an utterance, and the parameters that took their value from it. */
export interface MarkedText {
  readonly at: number;
  readonly text: string;
  readonly parameters: readonly string[];
}

/** Cuts an utterance where words begin or end that an argument came from. Places outside of it are passed over. */
export function markUtterance(
  { id, utterance }: Pick<Turn, "id" | "utterance">,
  sources: DecidedCall["sources"],
  ownTurnId: string,
): readonly MarkedText[] {
  const spans = Object.entries(sources).flatMap(([parameter, all]) =>
    all
      .filter(
        ({ turnId, start, end }) =>
          (turnId ?? ownTurnId) === id && start >= 0 && end <= utterance.length && start < end,
      )
      .map(({ start, end }) => ({ parameter, start, end })),
  );
  const cuts = [...new Set([0, utterance.length, ...spans.flatMap(({ start, end }) => [start, end])])].toSorted(
    (one, two) => one - two,
  );
  return cuts.slice(0, -1).map((at, index) => {
    const end = cuts[index + 1] ?? utterance.length;
    return {
      at,
      text: utterance.slice(at, end),
      parameters: [
        ...new Set(spans.filter((span) => span.start <= at && span.end >= end).map(({ parameter }) => parameter)),
      ],
    };
  });
}
