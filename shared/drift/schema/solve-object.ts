import { isJsonObject, setOwn, type JsonObject } from "#shared/base/json.ts";
import { mapAt, requiredOf } from "#shared/drift/schema/evaluate-object.ts";
import { numberAt } from "#shared/drift/schema/evaluate-scalar.ts";
import { type Branch, type Break, type Fuel, type Goal, type Solve, spend } from "#shared/drift/schema/goal.ts";
import { patternSamples } from "#shared/drift/schema/pattern-samples.ts";
import { matches } from "#shared/drift/schema/safe-pattern.ts";
import { schemaOf } from "#shared/drift/schema/solve-number.ts";

const MOST_MEMBERS = 80;

interface Plan {
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly extra: ReadonlyMap<string, readonly Goal[]>;
  readonly least: number;
  readonly most: number;
}

/** Objects that keep the branch's shapes and break what is to be broken, smallest first. Unchecked. */
export function* objects(branch: Branch, fuel: Fuel, solve: Solve, depth: number): Generator<JsonObject> {
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  const present = new Set(branch.present);
  for (const goal of branch.shapes) {
    const schema = schemaOf(goal);
    least = Math.max(least, numberAt(schema, "minProperties") ?? 0);
    most = Math.min(most, numberAt(schema, "maxProperties") ?? most);
    for (const name of requiredOf(schema)) present.add(name);
  }
  const start: Plan = { present, absent: branch.absent, extra: new Map(), least, most };
  for (const plan of broken(start, branch, branch.breaks, fuel, solve, depth)) {
    if ([...plan.present].some((name) => plan.absent.has(name))) continue;
    if (!spend(fuel)) return;
    if (plan.least > plan.most || plan.present.size > Math.min(plan.most, MOST_MEMBERS)) continue;
    for (const more of [0, 1, 2]) yield* filled(branch, plan, more, fuel, solve, depth);
  }
}

/** The plans that also break each of the given keywords; one plan for each choice of a property's name. */
function* broken(
  plan: Plan,
  branch: Branch,
  breaks: readonly Break[],
  fuel: Fuel,
  solve: Solve,
  depth: number,
): Generator<Plan> {
  const [first, ...rest] = breaks;
  if (first === undefined) {
    yield plan;
    return;
  }
  const schema = schemaOf(first.goal);
  const limit = numberAt(schema, first.keyword) ?? 0;
  const plans = function* (): Generator<Plan> {
    const unwanted = (inner: unknown): Goal => ({ ...first.goal, schema: inner, want: false });
    switch (first.keyword) {
      case "minProperties":
        yield { ...plan, most: Math.min(plan.most, limit - 1) };
        return;
      case "maxProperties":
        yield { ...plan, least: Math.max(plan.least, limit + 1) };
        return;
      case "properties": {
        const name = String(first.detail);
        yield withMember(plan, name, [unwanted(mapAt(schema, "properties")[name])]);
        return;
      }
      case "patternProperties": {
        const pattern = String(first.detail);
        const names = declaredNames(branch).filter((name) => matches(pattern, name) === true);
        const samples = [...patternSamples(pattern, [], 6)].filter((name) => matches(pattern, name) === true);
        const inner = mapAt(schema, "patternProperties")[pattern];
        for (const name of [...names, ...samples]) yield withMember(plan, name, [unwanted(inner)]);
        return;
      }
      case "propertyNames": {
        const naming = [unwanted(schema["propertyNames"]), textGoal(first.goal)];
        for (const goal of branch.shapes) {
          const own = schemaOf(goal)["propertyNames"];
          if (own !== undefined) naming.push({ ...goal, schema: own, closed: false });
        }
        for (const name of declaredNames(branch)) yield withMember(plan, name, []);
        let tries = 0;
        for (const name of solve(naming, fuel, depth + 1)) {
          if (typeof name === "string") yield withMember(plan, name, []);
          if ((tries += 1) >= 8) return;
        }
        return;
      }
      case "additionalProperties":
      case "unevaluatedProperties": {
        const inner = schema[first.keyword];
        const known = first.keyword === "additionalProperties" ? schema : {};
        for (const name of freshNames(branch, known)) yield withMember(plan, name, [unwanted(inner)]);
        return;
      }
      default:
    }
  };
  for (const next of plans()) yield* broken(next, branch, rest, fuel, solve, depth);
}

const withMember = (plan: Plan, name: string, goals: readonly Goal[]): Plan => ({
  ...plan,
  present: new Set([...plan.present, name]),
  extra: new Map([...plan.extra, [name, [...(plan.extra.get(name) ?? []), ...goals]]]),
});

const textGoal = (goal: Goal): Goal => ({ ...goal, schema: { type: "string" }, want: true, closed: false });

/** Every property name that some shape of the branch declares, in order. */
function declaredNames(branch: Branch): readonly string[] {
  return [...new Set(branch.shapes.flatMap((goal) => Object.keys(mapAt(schemaOf(goal), "properties"))))];
}

/** Names that `known` neither declares nor matches: declared elsewhere first, then samples of patterns, then new ones. */
function freshNames(branch: Branch, known: JsonObject): readonly string[] {
  const patterns = branch.shapes.flatMap((goal) => Object.keys(mapAt(schemaOf(goal), "patternProperties")));
  const own = Object.keys(mapAt(known, "patternProperties"));
  const samples = patterns.flatMap((pattern) => Array.from(patternSamples(pattern, own, 8)));
  const names = [...declaredNames(branch), ...samples, "extra", "other", "x", "1", "-", "Ab", "é"];
  const declared = mapAt(known, "properties");
  return [...new Set(names)].filter(
    (name) => !Object.hasOwn(declared, name) && !own.some((pattern) => matches(pattern, name) === true),
  );
}

function* filled(
  branch: Branch,
  plan: Plan,
  more: number,
  fuel: Fuel,
  solve: Solve,
  depth: number,
): Generator<JsonObject> {
  const values = new Map<string, unknown>();
  const focus = [...plan.extra.keys()].find((name) => (plan.extra.get(name) ?? []).length > 0);
  for (const name of plan.present) {
    if (name === focus) continue;
    const first = solve(goalsFor(branch, plan, name), fuel, depth + 1).next();
    if (first.done === true) return;
    values.set(name, first.value);
  }
  const wanted = Math.min(Math.max(plan.least, plan.present.size) + more, plan.most, MOST_MEMBERS);
  if (wanted < plan.least || (more > 0 && wanted === Math.max(plan.least, plan.present.size))) return;
  const missing = wanted - values.size - (focus === undefined ? 0 : 1);
  let dead = 0;
  for (const name of missing > 0 ? [...declaredNames(branch), ...freshNames(branch, {}), ...spares(missing)] : []) {
    if (values.size + (focus === undefined ? 0 : 1) >= wanted || dead > 6 || !spend(fuel)) break;
    if (values.has(name) || name === focus || plan.absent.has(name)) continue;
    const first = solve(goalsFor(branch, plan, name), fuel, depth + 1).next();
    if (first.done === true) dead += 1;
    else values.set(name, first.value);
  }
  if (focus === undefined) {
    yield objectOf(values);
    return;
  }
  let tries = 0;
  for (const value of solve(goalsFor(branch, plan, focus), fuel, depth + 1)) {
    yield objectOf(new Map([...values, [focus, value]]));
    if ((tries += 1) >= 12) return;
  }
}

function goalsFor(branch: Branch, plan: Plan, name: string): readonly Goal[] {
  const goals = [...(plan.extra.get(name) ?? [])];
  const seenBy = new Set<Goal["document"]>();
  for (const goal of branch.shapes) {
    const schema = schemaOf(goal);
    const declared = mapAt(schema, "properties");
    let known = Object.hasOwn(declared, name);
    if (known) goals.push({ ...goal, schema: declared[name] });
    for (const [pattern, each] of Object.entries(mapAt(schema, "patternProperties"))) {
      if (matches(pattern, name) !== true) continue;
      known = true;
      goals.push({ ...goal, schema: each });
    }
    const rest = schema["additionalProperties"];
    if (!known && (rest === false || isJsonObject(rest))) goals.push({ ...goal, schema: rest });
    if (known || rest !== undefined) seenBy.add(goal.document);
  }
  for (const goal of branch.shapes) {
    const left = goal.document.dialect === "draft-07" ? undefined : schemaOf(goal)["unevaluatedProperties"];
    const holds = left === false || isJsonObject(left);
    if (holds && !seenBy.has(goal.document)) goals.push({ ...goal, schema: left });
  }
  return goals;
}

function spares(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `extra${index}`);
}

function objectOf(values: ReadonlyMap<string, unknown>): JsonObject {
  const made = {};
  for (const [name, value] of values) setOwn(made, name, value);
  return made;
}
