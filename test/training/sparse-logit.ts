import { seeded } from "./linear.ts";

/** A choice whose options have named features. */
export interface SparseChoice {
  readonly id: string;
  readonly options: readonly (readonly (readonly [string, number])[])[];
  readonly right: readonly number[];
  readonly weight: number;
}

interface Packed {
  readonly options: readonly { readonly at: Int32Array; readonly value: Float64Array }[];
  readonly right: ReadonlySet<number>;
  readonly weight: number;
}

/**
 * Conditional logit over named features, by stochastic descent with AdaGrad steps and a ridge. The order of the rows
 * comes from a fixed seed: the same data gives the same weights.
 */
export function sparseLogit(
  choices: readonly SparseChoice[],
  { epochs = 20, rate = 0.15, ridge = 2e-4 } = {},
): Map<string, number> {
  const places = new Map<string, number>();
  // A feature of a handful of right answers is a memory, not a rule.
  const often = new Map<string, number>();
  for (const { options, right } of choices)
    for (const name of new Set(right.flatMap((at) => (options[at] ?? []).map(([name]) => name))))
      often.set(name, (often.get(name) ?? 0) + 1);
  const packed: Packed[] = choices.map(({ options, right, weight }) => ({
    right: new Set(right),
    weight,
    options: options.map((all) => {
      const features = all.filter(([name]) => (often.get(name) ?? 0) >= (name.includes("for the name") ? 6 : 3));
      const at = new Int32Array(features.length);
      const value = new Float64Array(features.length);
      features.forEach(([name, amount], place) => {
        const known = places.get(name) ?? places.size;
        if (known === places.size) places.set(name, known);
        at[place] = known;
        value[place] = amount;
      });
      return { at, value };
    }),
  }));
  const weights = new Float64Array(places.size);
  const squares = new Float64Array(places.size).fill(1e-3);
  const mean = new Float64Array(places.size);
  const random = seeded(11);
  const order = packed.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const place of order) {
      const choice = packed[place];
      if (choice !== undefined) step(choice, weights, squares, rate, ridge);
    }
    if (epoch >= epochs / 2)
      for (let at = 0; at < weights.length; at += 1)
        mean[at] = (mean[at] ?? 0) + (weights[at] ?? 0) / Math.ceil(epochs / 2);
  }
  return new Map([...places].map(([name, at]) => [name, mean[at] ?? 0]));
}

function step(
  { options, right, weight }: Packed,
  weights: Float64Array,
  squares: Float64Array,
  rate: number,
  ridge: number,
): void {
  const scores = options.map(({ at, value }) => {
    let sum = 0;
    for (let d = 0; d < at.length; d += 1) sum += (weights[at[d] ?? 0] ?? 0) * (value[d] ?? 0);
    return sum;
  });
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const all = odds.reduce((sum, one) => sum + one, 0);
  let good = 0;
  for (const at of right) good += odds[at] ?? 0;
  if (good === 0) good = 1e-12;
  options.forEach(({ at, value }, place) => {
    const pull = weight * ((odds[place] ?? 0) / all - (right.has(place) ? (odds[place] ?? 0) / good : 0));
    if (Math.abs(pull) < 1e-5) return;
    for (let d = 0; d < at.length; d += 1) {
      const feature = at[d] ?? 0;
      const slope = pull * (value[d] ?? 0) + ridge * (weights[feature] ?? 0);
      squares[feature] = (squares[feature] ?? 0) + slope * slope;
      weights[feature] = (weights[feature] ?? 0) - (rate * slope) / Math.sqrt(squares[feature] ?? 1);
    }
  });
}
