import { seeded, type Example } from "./linear.ts";

/** Splits in heap order (feature and threshold: at most it goes left), then what each leaf adds. */
export interface SmallTree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

const DEPTH = 3;
const SPLITS = 2 ** DEPTH - 1;
const TREES = 200;
const RATE = 0.06;
const RIDGE = 0.8;
/** A leaf rests on so much weight at least. */
const LEAST = 8;
const STEPS = 24;
const NOWHERE = 1e9;
const round = (value: number): number => Number(value.toFixed(4));

/** Gradient boosting of shallow trees for a yes-or-no question (label 0 is yes), with a seed: the same rows, the same trees. */
export function growTrees(examples: readonly Example[], width: number): readonly SmallTree[] {
  const random = seeded(5);
  const cuts = Array.from({ length: width }, (_, feature) =>
    cutsOf(examples.map(({ features }) => features[feature] ?? 0)),
  );
  const bins = cuts.map((own, feature) =>
    Uint8Array.from(examples, ({ features }) => {
      const value = features[feature] ?? 0;
      const at = own.findIndex((cut) => value <= cut);
      return at < 0 ? own.length : at;
    }),
  );
  const sums = new Float64Array(examples.length);
  const some = Math.max(8, Math.floor(width / 3));
  return Array.from({ length: TREES }, () => {
    const slope = Float64Array.from(examples, ({ label, weight }, at) => {
      const odds = 1 / (1 + Math.exp(-(sums[at] ?? 0)));
      return weight * ((label === 0 ? 1 : 0) - odds);
    });
    const bend = Float64Array.from(examples, ({ weight }, at) => {
      const odds = 1 / (1 + Math.exp(-(sums[at] ?? 0)));
      return weight * odds * (1 - odds);
    });
    const looked = shuffled(width, random).slice(0, some);
    return growOne(cuts, bins, looked, slope, bend, sums);
  });
}

function growOne(
  cuts: readonly (readonly number[])[],
  bins: readonly Uint8Array[],
  looked: readonly number[],
  slope: Float64Array,
  bend: Float64Array,
  sums: Float64Array,
): SmallTree {
  const node = new Int32Array(slope.length);
  const features: number[] = [];
  const thresholds: number[] = [];
  for (let here = 0; here < SPLITS; here += 1) {
    const rows = [...node.keys()].filter((at) => node[at] === here);
    const best = bestSplit(cuts, bins, looked, slope, bend, rows);
    features.push(best?.feature ?? 0);
    thresholds.push(best === undefined ? NOWHERE : (cuts[best.feature]?.[best.cut] ?? NOWHERE));
    for (const at of rows) {
      const left = best === undefined || (bins[best.feature]?.[at] ?? 0) <= best.cut;
      node[at] = 2 * here + (left ? 1 : 2);
    }
  }
  const leaves = Array.from({ length: SPLITS + 1 }, (_, leaf) => {
    let [pull, stiff] = [0, RIDGE];
    for (let at = 0; at < node.length; at += 1)
      if (node[at] === SPLITS + leaf) [pull, stiff] = [pull + (slope[at] ?? 0), stiff + (bend[at] ?? 0)];
    return round((RATE * pull) / stiff);
  });
  for (let at = 0; at < node.length; at += 1) sums[at] = (sums[at] ?? 0) + (leaves[(node[at] ?? SPLITS) - SPLITS] ?? 0);
  return { features, thresholds, leaves };
}

function bestSplit(
  cuts: readonly (readonly number[])[],
  bins: readonly Uint8Array[],
  looked: readonly number[],
  slope: Float64Array,
  bend: Float64Array,
  rows: readonly number[],
): { readonly feature: number; readonly cut: number } | undefined {
  let best: { feature: number; cut: number } | undefined;
  let most = 1e-3;
  for (const feature of looked) {
    const pulls = new Float64Array(STEPS + 1);
    const stiffs = new Float64Array(STEPS + 1);
    let [pull, stiff] = [0, 0];
    for (const at of rows) {
      const bin = bins[feature]?.[at] ?? 0;
      pulls[bin] = (pulls[bin] ?? 0) + (slope[at] ?? 0);
      stiffs[bin] = (stiffs[bin] ?? 0) + (bend[at] ?? 0);
      pull += slope[at] ?? 0;
      stiff += bend[at] ?? 0;
    }
    let [left, held] = [0, 0];
    for (let cut = 0; cut < (cuts[feature]?.length ?? 0); cut += 1) {
      left += pulls[cut] ?? 0;
      held += stiffs[cut] ?? 0;
      if (held < LEAST || stiff - held < LEAST) continue;
      const gain =
        left ** 2 / (held + RIDGE) + (pull - left) ** 2 / (stiff - held + RIDGE) - pull ** 2 / (stiff + RIDGE);
      if (gain > most) [most, best] = [gain, { feature, cut }];
    }
  }
  return best;
}

/** Where a feature may be split: between its quantiles. */
function cutsOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, two) => one - two);
  const cuts = Array.from({ length: STEPS - 1 }, (_, at) =>
    round(sorted[Math.floor(((at + 1) * sorted.length) / STEPS)] ?? 0),
  );
  return [...new Set(cuts)];
}

function shuffled(count: number, random: () => number): readonly number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
