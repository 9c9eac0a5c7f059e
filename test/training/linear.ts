/** One choice among several: a feature vector per option and which options are right. */
export interface Choice {
  readonly options: readonly (readonly number[])[];
  readonly right: readonly number[];
  readonly weight: number;
}

/** One labelled example of a yes-or-no question. */
export interface Example {
  readonly features: readonly number[];
  readonly label: number;
  readonly weight: number;
}

/** Adam over the full batch: no chance, so that the same data gives the same weights. */
function adam(size: number, steps: number, rate: number, gradient: (weights: Float64Array) => Float64Array): number[] {
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= steps; step += 1) {
    const slope = gradient(weights);
    const pace = rate * (1 - 0.9 * (step / steps));
    for (let at = 0; at < size; at += 1) {
      const g = slope[at] ?? 0;
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * g;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * g * g;
      const m = (first[at] ?? 0) / (1 - 0.9 ** step);
      const v = (second[at] ?? 0) / (1 - 0.999 ** step);
      weights[at] = (weights[at] ?? 0) - (pace * m) / (Math.sqrt(v) + 1e-9);
    }
  }
  return [...weights];
}

const dot = (weights: ArrayLike<number>, features: readonly number[]): number => {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (weights[at] ?? 0) * (features[at] ?? 0);
  return sum;
};

/** Conditional logit: weights under which the right options of each choice are likeliest. `ridge` pulls them to zero. */
export function conditionalLogit(choices: readonly Choice[], size: number, ridge: number, steps = 200): number[] {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return adam(size, steps, 0.25, (weights) => {
    const slope = new Float64Array(size);
    for (const { options, right, weight } of choices) {
      const scores = options.map((features) => dot(weights, features));
      const top = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - top));
      const all = odds.reduce((sum, one) => sum + one, 0);
      const good = right.reduce((sum, at) => sum + (odds[at] ?? 0), 0) || 1e-12;
      options.forEach((features, at) => {
        const pull = (odds[at] ?? 0) / all - (right.includes(at) ? (odds[at] ?? 0) / good : 0);
        if (Math.abs(pull) < 1e-7) return;
        for (let d = 0; d < size; d += 1) slope[d] = (slope[d] ?? 0) + (weight * pull * (features[d] ?? 0)) / total;
      });
    }
    for (let d = 0; d < size; d += 1) slope[d] = (slope[d] ?? 0) + ridge * (weights[d] ?? 0);
    return slope;
  });
}

/**
 * Logistic regression for a yes-or-no question (label 0 is yes), by Newton's method: one weight a feature, the bias last.
 * `ridge` pulls all but the bias to zero.
 */
export function logit(examples: readonly Example[], ridge: number, steps = 12): readonly number[] {
  const width = (examples[0]?.features.length ?? 0) + 1;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const rows = examples.map(({ features }) => Float64Array.from([...features, 1]));
  const weights = new Float64Array(width);
  for (let step = 0; step < steps; step += 1) {
    const slope = new Float64Array(width);
    const bend = Array.from({ length: width }, () => new Float64Array(width));
    examples.forEach(({ label, weight }, at) => {
      const row = rows[at] ?? weights;
      let sum = 0;
      for (let d = 0; d < width; d += 1) sum += (weights[d] ?? 0) * (row[d] ?? 0);
      const odds = 1 / (1 + Math.exp(-sum));
      const pull = (weight / total) * (odds - (label === 0 ? 1 : 0));
      const stiff = (weight / total) * odds * (1 - odds);
      for (let d = 0; d < width; d += 1) {
        const own = row[d] ?? 0;
        if (own === 0) continue;
        slope[d] = (slope[d] ?? 0) + pull * own;
        const line = bend[d] ?? slope;
        const share = stiff * own;
        for (let e = 0; e <= d; e += 1) line[e] = (line[e] ?? 0) + share * (row[e] ?? 0);
      }
    });
    for (let d = 0; d < width; d += 1) {
      const held = d === width - 1 ? 1e-9 : ridge;
      slope[d] = (slope[d] ?? 0) + held * (weights[d] ?? 0);
      const line = bend[d] ?? slope;
      line[d] = (line[d] ?? 0) + held + 1e-9;
    }
    const move = solve(bend, slope);
    for (let d = 0; d < width; d += 1) weights[d] = (weights[d] ?? 0) - (move[d] ?? 0);
  }
  return [...weights];
}

/** Solves a symmetric positive system, of which the lower half is given and overwritten, by Cholesky's method. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const found = new Float64Array(size);
  for (let d = 0; d < size; d += 1) {
    const line = lower[d] ?? right;
    for (let e = 0; e <= d; e += 1) {
      const other = lower[e] ?? right;
      let sum = line[e] ?? 0;
      for (let k = 0; k < e; k += 1) sum -= (line[k] ?? 0) * (other[k] ?? 0);
      line[e] = d === e ? Math.sqrt(Math.max(1e-12, sum)) : sum / (other[e] ?? 1);
    }
    let sum = right[d] ?? 0;
    for (let k = 0; k < d; k += 1) sum -= (line[k] ?? 0) * (found[k] ?? 0);
    found[d] = sum / (line[d] ?? 1);
  }
  for (let d = size - 1; d >= 0; d -= 1) {
    let sum = found[d] ?? 0;
    for (let k = d + 1; k < size; k += 1) sum -= (lower[k]?.[d] ?? 0) * (found[k] ?? 0);
    found[d] = sum / (lower[d]?.[d] ?? 1);
  }
  return found;
}

/** The fold of a row, 0 to `folds` - 1, by its id: the same on every machine. */
export function foldOf(id: string, folds: number): number {
  let hash = 2166136261;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619);
  return ((hash >>> 0) % 9973) % folds;
}

/** Numbers from a seed, 0 to 1 (mulberry32): the same seed, the same run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
