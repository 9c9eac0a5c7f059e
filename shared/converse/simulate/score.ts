/** One summand of a score: `value` times `weight`. */
export interface ScorePart {
  readonly feature: string;
  readonly value: number;
  readonly weight: number;
}
