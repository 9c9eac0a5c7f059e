/** One choice among several: a feature vector per option and which options are right. */
export interface Choice {
  readonly options: readonly (readonly number[])[];
  readonly right: readonly number[];
  readonly weight: number;
}

/** One labelled example of a yes-or-no or several-way question. */
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

/** Several-way logistic regression: one row of weights per label, the bias last. */
export function softmax(examples: readonly Example[], labels: number, ridge: number, steps = 500): number[][] {
  const width = (examples[0]?.features.length ?? 0) + 1;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const flat = adam(labels * width, steps, 0.1, (weights) => {
    const slope = new Float64Array(labels * width);
    for (const { features, label, weight } of examples) {
      const scores = Array.from({ length: labels }, (_, row) => scoreRow(weights, row, width, features));
      const top = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - top));
      const all = odds.reduce((sum, one) => sum + one, 0);
      for (let row = 0; row < labels; row += 1) {
        const pull = (weight * ((odds[row] ?? 0) / all - (row === label ? 1 : 0))) / total;
        for (let d = 0; d < width - 1; d += 1)
          slope[row * width + d] = (slope[row * width + d] ?? 0) + pull * (features[d] ?? 0);
        slope[row * width + width - 1] = (slope[row * width + width - 1] ?? 0) + pull;
      }
    }
    for (let row = 0; row < labels; row += 1)
      for (let d = 0; d < width - 1; d += 1)
        slope[row * width + d] = (slope[row * width + d] ?? 0) + ridge * (weights[row * width + d] ?? 0);
    return slope;
  });
  return Array.from({ length: labels }, (_, row) => flat.slice(row * width, (row + 1) * width));
}

function scoreRow(weights: ArrayLike<number>, row: number, width: number, features: readonly number[]): number {
  let sum = weights[row * width + width - 1] ?? 0;
  for (let d = 0; d < width - 1; d += 1) sum += (weights[row * width + d] ?? 0) * (features[d] ?? 0);
  return sum;
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
