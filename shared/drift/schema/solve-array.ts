import { isJsonObject, jsonEqual } from "#shared/base/json.ts";
import { itemSchemas } from "#shared/drift/schema/evaluate-array.ts";
import { numberAt } from "#shared/drift/schema/evaluate-scalar.ts";
import type { Branch, Fuel, Goal, Solve } from "#shared/drift/schema/goal.ts";
import { schemaOf } from "#shared/drift/schema/solve-number.ts";

const LONGEST = 120;

const itemsOf = (goal: Goal): ReturnType<typeof itemSchemas> => itemSchemas(schemaOf(goal), goal.document.dialect);

interface Plan {
  least: number;
  most: number;
  readonly at: Map<number, Goal[]>;
  readonly everywhere: Goal[];
  twins: boolean;
}

/** Arrays that keep the branch's shapes and break what is to be broken, shortest first. Unchecked. */
export function* arrays(branch: Branch, fuel: Fuel, solve: Solve, depth: number): Generator {
  const starts = new Set([0, ...branch.shapes.map((goal) => itemsOf(goal).prefix.length)]);
  for (const { goal } of branch.breaks) starts.add(itemsOf(goal).prefix.length);
  const holding = branch.shapes.filter((goal) => schemaOf(goal)["contains"] !== undefined);
  for (const start of starts) {
    // What an array must contain is put where the break is, before it, and behind it.
    for (const at of holding.length === 0 ? [start] : new Set([start, 0, start + 1])) {
      const plan = planFor(branch, start, at);
      if (plan === undefined) continue;
      const needed = Math.max(plan.least, ...[...plan.at.keys()].map((index) => index + 1), plan.twins ? start + 2 : 0);
      for (const length of [needed, needed + 1, needed + 2, needed + 3]) {
        if (length > Math.min(plan.most, LONGEST)) break;
        yield* filled(branch, plan, length, start, fuel, solve, depth);
      }
    }
  }
}

function planFor(branch: Branch, start: number, contained: number): Plan | undefined {
  const plan: Plan = { least: 0, most: Number.POSITIVE_INFINITY, at: new Map(), everywhere: [], twins: false };
  const put = (index: number, goal: Goal): void => {
    plan.at.set(index, [...(plan.at.get(index) ?? []), goal]);
  };
  for (const goal of branch.shapes) {
    const schema = schemaOf(goal);
    plan.least = Math.max(plan.least, numberAt(schema, "minItems") ?? 0);
    plan.most = Math.min(plan.most, numberAt(schema, "maxItems") ?? plan.most);
    const { prefix, rest } = itemsOf(goal);
    if (rest === false) plan.most = Math.min(plan.most, prefix.length);
    if (schema["contains"] === undefined) continue;
    const modern = goal.document.dialect !== "draft-07";
    const count = Math.min((modern ? numberAt(schema, "minContains") : undefined) ?? 1, 20);
    for (let index = 0; index < count; index += 1) put(contained + index, { ...goal, schema: schema["contains"] });
  }
  for (const { goal, keyword, detail } of branch.breaks) {
    const schema = schemaOf(goal);
    const { prefix, rest } = itemsOf(goal);
    const index = Number(detail ?? 0);
    const unwanted = (inner: unknown): Goal => ({ ...goal, schema: inner, want: false });
    const limit = numberAt(schema, keyword) ?? 0;
    switch (keyword) {
      case "minItems":
        plan.most = Math.min(plan.most, limit - 1);
        break;
      case "maxItems":
        plan.least = Math.max(plan.least, limit + 1);
        break;
      case "uniqueItems":
        plan.twins = true;
        break;
      case "prefix":
        put(index, unwanted(prefix[index]));
        break;
      case "rest":
        put(Math.max(index, start), unwanted(rest));
        break;
      case "unevaluatedItems":
        put(start, unwanted(schema["unevaluatedItems"]));
        break;
      case "contains": {
        const least = numberAt(schema, "minContains") ?? 1;
        if (least <= 1) plan.everywhere.push(unwanted(schema["contains"]));
        else plan.most = Math.min(plan.most, least - 1 + start);
        break;
      }
      case "maxContains": {
        const most = Math.min(numberAt(schema, "maxContains") ?? 0, 40);
        for (let next = 0; next <= most; next += 1)
          put(start + next, { ...goal, schema: schema["contains"], want: true });
        break;
      }
      default:
        return undefined;
    }
  }
  return plan.least > plan.most || plan.least > LONGEST ? undefined : plan;
}

/** Whether some schema of the same document looks at this item, so that `unevaluatedItems` does not. */
const isSeen = (branch: Branch, { document }: Goal, index: number): boolean =>
  branch.shapes.some((other) => {
    const { prefix, rest } = itemsOf(other);
    return other.document === document && (index < prefix.length || rest !== undefined);
  });

function* filled(
  branch: Branch,
  plan: Plan,
  length: number,
  start: number,
  fuel: Fuel,
  solve: Solve,
  depth: number,
): Generator<unknown[]> {
  const unique = branch.shapes.some((goal) => schemaOf(goal)["uniqueItems"] === true);
  const goalsAt = (index: number): Goal[] => {
    const goals = [...(plan.at.get(index) ?? []), ...plan.everywhere];
    for (const goal of branch.shapes) {
      const { prefix, rest } = itemsOf(goal);
      const schema = index < prefix.length ? prefix[index] : rest;
      if (schema !== undefined && schema !== true) goals.push({ ...goal, schema });
    }
    for (const goal of branch.shapes) {
      const left = goal.document.dialect === "draft-07" ? undefined : schemaOf(goal)["unevaluatedItems"];
      const holds = left === false || isJsonObject(left);
      if (holds && !isSeen(branch, goal, index)) goals.push({ ...goal, schema: left });
    }
    return goals;
  };
  // The place that matters varies; every other one takes its first fitting value.
  const focus = [...plan.at.keys()].find((index) => index < length) ?? (plan.twins ? start : 0);
  const build = (chosen: unknown): unknown[] | undefined => {
    const made: unknown[] = [];
    for (let index = 0; index < length; index += 1) {
      if (index === focus && length > 0) made.push(chosen);
      else {
        let found: unknown;
        for (const value of solve(goalsAt(index), fuel, depth + 1)) {
          if (unique && made.some((other) => jsonEqual(other, value))) continue;
          found = value;
          break;
        }
        if (found === undefined) return undefined;
        made.push(found);
      }
    }
    return made;
  };
  if (length === 0) {
    yield [];
    return;
  }
  if (plan.twins) {
    const both = [...goalsAt(start), ...goalsAt(start + 1)];
    for (const value of solve(both, fuel, depth + 1)) {
      const made = build(value);
      if (made !== undefined && start + 1 < length) {
        made[start] = value;
        made[start + 1] = value;
        yield made;
        return;
      }
    }
    return;
  }
  let tries = 0;
  for (const value of solve(goalsAt(focus), fuel, depth + 1)) {
    const made = build(value);
    if (made !== undefined) yield made;
    tries += 1;
    if (made === undefined || tries >= 8) return;
  }
}
