import { jsonEqual } from "#shared/base/json.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { typeOf } from "#shared/drift/schema/evaluate-scalar.ts";
import { expand } from "#shared/drift/schema/expand.ts";
import { type Branch, type Fuel, type Goal, type Solve, spend } from "#shared/drift/schema/goal.ts";
import { arrays } from "#shared/drift/schema/solve-array.ts";
import { numbers } from "#shared/drift/schema/solve-number.ts";
import { objects } from "#shared/drift/schema/solve-object.ts";
import { strings } from "#shared/drift/schema/solve-string.ts";

const DEEPEST = 12;
/** Values tried of one branch before the next one. */
const PER_BRANCH = 24;
/** Steps of the evaluator that cost as much as one of the search. */
const STEPS_PER_FUEL = 10;

/**
 * Values that meet every goal, plainest first, each checked against each goal by the evaluator before it is given out
 * (a goal that cannot be checked counts as met: the caller has the last word). Ends when the fuel does.
 * `definitionsAgree`: local references of all documents may be compared by their text.
 */
export function* solve(goals: readonly Goal[], fuel: Fuel, definitionsAgree: boolean, depth = 0): Generator {
  if (depth > DEEPEST) return;
  const inner: Solve = (more, tank, deeper) => solve(more, tank, definitionsAgree, deeper);
  for (const branch of expand(goals, fuel, definitionsAgree)) {
    let given = 0;
    for (const value of candidates(branch, fuel, inner, depth)) {
      if (!spend(fuel)) return;
      if (!goals.every((goal) => isMet(goal, value, fuel))) continue;
      yield value;
      given += 1;
      if (given >= PER_BRANCH) break;
    }
  }
}

/** Whether a value meets a goal, as far as can be told. */
function isMet(goal: Goal, value: unknown, fuel: Fuel): boolean {
  const closed = goal.closed === true && goal.want;
  const onSteps = (steps: number): void => void spend(fuel, Math.floor(steps / STEPS_PER_FUEL));
  const answer = evaluate(goal.document, value, { closed, maxSteps: 5_000, onSteps }, goal.schema);
  return answer === "unchecked" || (answer === "valid") === goal.want;
}

function* candidates(branch: Branch, fuel: Fuel, inner: Solve, depth: number): Generator {
  if (branch.only !== undefined) {
    yield* branch.only.filter((value) => branch.types.includes(typeOf(value)) && !isNever(branch, value));
    return;
  }
  for (const type of branch.types) {
    switch (type) {
      case "null":
        yield null;
        break;
      case "boolean":
        yield* [true, false].filter((value) => !isNever(branch, value));
        break;
      case "number":
        yield* numbers(branch);
        break;
      case "string":
        yield* strings(branch);
        break;
      case "array":
        yield* arrays(branch, fuel, inner, depth);
        break;
      case "object":
        yield* objects(branch, fuel, inner, depth);
        break;
      default:
        throw new Error(`unexpected type: ${String(type satisfies never)}`);
    }
  }
}

function isNever(branch: Branch, value: unknown): boolean {
  return branch.never.some((other) => jsonEqual(other, value));
}
