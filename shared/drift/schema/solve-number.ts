import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { isMultiple, numberAt } from "#shared/drift/schema/evaluate-scalar.ts";
import type { Branch, Goal } from "#shared/drift/schema/goal.ts";

/** The schema object of a goal, for reading keywords. */
export const schemaOf = (goal: Goal): JsonObject => (isJsonObject(goal.schema) ? goal.schema : {});

/** Values that a schema itself offers: its default and its examples. */
export function offered(branch: Branch): readonly unknown[] {
  return branch.shapes.flatMap((goal) => {
    const { default: first, examples } = schemaOf(goal);
    return [...(first === undefined ? [] : [first]), ...(Array.isArray(examples) ? examples : [])];
  });
}

/** Numbers worth trying for a branch: offered ones, around every bound, and multiples between. Unchecked. */
export function* numbers(branch: Branch): Generator<number> {
  const steps: number[] = [];
  const marks = new Set<number>();
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  const read = (schema: JsonObject): void => {
    for (const keyword of ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"]) {
      const bound = numberAt(schema, keyword);
      if (bound !== undefined) marks.add(bound);
    }
    const step = numberAt(schema, "multipleOf");
    if (step !== undefined && step > 0) steps.push(step);
  };
  for (const goal of branch.shapes) {
    const schema = schemaOf(goal);
    read(schema);
    low = Math.max(low, numberAt(schema, "minimum") ?? low, numberAt(schema, "exclusiveMinimum") ?? low);
    high = Math.min(high, numberAt(schema, "maximum") ?? high, numberAt(schema, "exclusiveMaximum") ?? high);
  }
  for (const broken of branch.breaks) read(schemaOf(broken.goal));
  for (const value of branch.never) if (typeof value === "number") marks.add(value);
  const seen = new Set<number>();
  const fits = (value: number): boolean => {
    if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER) || seen.has(value) || value < low || value > high) return false;
    if (branch.integer !== undefined && Number.isInteger(value) !== branch.integer) return false;
    seen.add(value);
    return !branch.never.includes(value);
  };
  for (const value of offered(branch)) if (typeof value === "number" && fits(value)) yield value;
  const plain = [1, 0, 2, 10, -1, 0.5, 1.5, -0.5, 100, 1e6, -1e6];
  const around = [...marks].flatMap((mark) => [mark, mark + 1, mark - 1, mark + 0.5, mark - 0.5]);
  const between = Number.isFinite(low) && Number.isFinite(high) ? [(low + high) / 2, Math.round((low + high) / 2)] : [];
  const fine = [...marks].flatMap((mark) => [mark + 1e-3, mark - 1e-3, mark + 1e-7, mark - 1e-7]);
  for (const value of [...plain, ...around, ...between, ...fine]) if (fits(value)) yield value;
  yield* multiples(steps, low, high, marks, fits);
}

/** Multiples of each step, and of all steps together, near every mark and near zero. */
function* multiples(
  steps: readonly number[],
  low: number,
  high: number,
  marks: ReadonlySet<number>,
  fits: (value: number) => boolean,
): Generator<number> {
  if (steps.length === 0) return;
  const common = steps.reduce((left, right) => leastCommon(left, right));
  for (const step of new Set([...steps, common])) {
    for (const from of [0, ...marks, low, high]) {
      if (!Number.isFinite(from)) continue;
      const first = Math.floor(from / step);
      for (const offset of [0, 1, 2, -1, 3, -2, 5, 7]) {
        const value = Number(((first + offset) * step).toPrecision(12));
        if (fits(value)) yield value;
      }
    }
  }
}

/** The least number that is a multiple of both, or their product where none small is found. */
function leastCommon(left: number, right: number): number {
  for (let times = 1; times <= 1_000; times += 1) if (isMultiple(left * times, right)) return left * times;
  return left * right;
}
