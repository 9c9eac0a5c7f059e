/** What the simulated model may cost before a list of tools is refused, and where it is read. */
export interface SimulateBudgets {
  /** Longer lists are read and decided on in the worker. */
  readonly toolsHere: number;
  /** The same for lists of more characters of JSON. */
  readonly charactersHere: number;
  /** For the worker's start together with reading one list, in milliseconds. */
  readonly openMs: number;
  /** For one decision in the worker, in milliseconds. */
  readonly decideMs: number;
  readonly heapMiB: number;
}

export const simulateBudgets: SimulateBudgets = {
  toolsHere: 200,
  charactersHere: 512 * 1024,
  openMs: 20_000,
  decideMs: 5_000,
  heapMiB: 512,
};
