/** Above this many milliseconds a silence in a call is noticed. */
export const NOTICED_MS = 300;

/** What a silence is to the person who waits. `upTo` in milliseconds. */
export interface SilenceBand {
  readonly id: "human" | "unnoticed" | "noticed" | "long" | "too-long";
  readonly upTo: number;
  readonly says: string;
}

/**
 * Bands of silence. 200: the gap between people (Stivers 2009: a mean of 7 to 470 ms by language). 300: the platform's
 * budget. 800 and 1500: what vendors promise, and the median that is measured in the field.
 */
export const SILENCE_BANDS: readonly SilenceBand[] = [
  { id: "human", upTo: 200, says: "as between people" },
  { id: "unnoticed", upTo: NOTICED_MS, says: "hardly noticed" },
  { id: "noticed", upTo: 800, says: "noticed" },
  { id: "long", upTo: 1500, says: "long: people wonder whether they were heard" },
  { id: "too-long", upTo: Number.POSITIVE_INFINITY, says: "too long: people speak again or hang up" },
];

/** The band of a silence. */
export function silenceBand(ms: number): SilenceBand {
  return SILENCE_BANDS.find(({ upTo }) => ms <= upTo) ?? (SILENCE_BANDS[SILENCE_BANDS.length - 1] as SilenceBand);
}
