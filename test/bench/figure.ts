/** One measured figure. `bar` is the most it may be (or, for a ratio or a count to reach, what the issue asks for). */
export interface BenchFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar?: number;
}
