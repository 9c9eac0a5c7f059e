import { isJsonObject, jsonEqual, type JsonObject } from "#shared/base/json.ts";
import { mapAt, requiredOf } from "#shared/drift/schema/evaluate-object.ts";
import { type JsonType, typeNames, typeOf } from "#shared/drift/schema/evaluate-scalar.ts";
import { sameSchema } from "#shared/drift/schema/fingerprint.ts";
import { type Branch, type Fuel, type Goal, spend, type Task } from "#shared/drift/schema/goal.ts";
import { breakOptions } from "#shared/drift/schema/break-options.ts";
import { baseOf, resolveReference } from "#shared/drift/schema/schema-document.ts";

const ALL_TYPES: readonly JsonType[] = ["string", "number", "boolean", "array", "object", "null"];

const START: Branch = {
  types: ALL_TYPES,
  never: [],
  shapes: [],
  breaks: [],
  present: new Set(),
  absent: new Set(),
};

/**
 * Every way to meet the goals, combinators decided, cheapest first. Dead ends (a schema wanted and unwanted at once,
 * no type left) are cut as soon as they show.
 */
export function* expand(goals: readonly Goal[], fuel: Fuel, definitionsAgree: boolean): Generator<Branch> {
  const tasks = goals.map((goal): Task => ({ task: "goal", goal }));
  yield* walk(tasks, START, { wanted: [], unwanted: [], depth: 0 }, fuel, definitionsAgree);
}

interface Met {
  readonly wanted: readonly Goal[];
  readonly unwanted: readonly Goal[];
  /** Decisions taken so far; references in circles would go on for ever. */
  readonly depth: number;
}

const MOST_DECISIONS = 400;
const MOST_FORESEEN = 40;

function* walk(
  tasks: readonly Task[],
  branch: Branch,
  before: Met,
  fuel: Fuel,
  definitionsAgree: boolean,
): Generator<Branch> {
  if (
    !spend(fuel, 1 + Math.floor((before.wanted.length + before.unwanted.length) / 8)) ||
    branch.types.length === 0 ||
    tasks.length > 2_000 ||
    before.depth > MOST_DECISIONS
  )
    return;
  const met: Met = { ...before, depth: before.depth + 1 };
  const at = tasks.findIndex((task) => task.task !== "choice"); // choices last: what is certain prunes them
  const task = tasks[Math.max(at, 0)];
  if (task === undefined) {
    yield branch;
    return;
  }
  const rest = tasks.toSpliced(Math.max(at, 0), 1);
  switch (task.task) {
    case "choice":
      for (const way of task.ways) yield* walk([...way, ...rest], branch, met, fuel, definitionsAgree);
      return;
    case "present":
      if (branch.absent.has(task.name)) return;
      yield* walk(rest, { ...branch, present: new Set([...branch.present, task.name]) }, met, fuel, definitionsAgree);
      return;
    case "absent":
      if (branch.present.has(task.name)) return;
      yield* walk(rest, { ...branch, absent: new Set([...branch.absent, task.name]) }, met, fuel, definitionsAgree);
      return;
    case "break":
      yield* walk(rest, broken(branch, task), met, fuel, definitionsAgree);
      return;
    case "goal": {
      const same = (other: Goal): boolean =>
        sameSchema(other.document, other.schema, task.goal.document, task.goal.schema, definitionsAgree);
      const opposite = task.goal.want ? met.unwanted : met.wanted;
      if (opposite.some(same)) return;
      if (!task.goal.want && met.unwanted.some(same)) {
        yield* walk(rest, branch, met, fuel, definitionsAgree);
        return;
      }
      const next: Met = task.goal.want
        ? { ...met, wanted: [...met.wanted, task.goal] }
        : { ...met, unwanted: [...met.unwanted, task.goal] };
      const step = task.goal.want ? meet(task.goal, branch) : refuse(task.goal, branch);
      if (step !== undefined) yield* walk([...step.tasks, ...rest], step.branch, next, fuel, definitionsAgree);
    }
  }
}

function broken(branch: Branch, task: Task & { readonly task: "break" }): Branch {
  const schema = isJsonObject(task.goal.schema) ? task.goal.schema : {};
  if (task.keyword === "const") return { ...branch, never: [...branch.never, schema["const"]] };
  if (task.keyword === "enum") {
    return { ...branch, never: [...branch.never, ...(Array.isArray(schema["enum"]) ? schema["enum"] : [])] };
  }
  if (task.keyword !== "type") return { ...branch, breaks: [...branch.breaks, task] };
  const names = typeNames(schema) ?? [];
  const whole = names.includes("integer") && !names.includes("number");
  const types = branch.types.filter((type) => !names.includes(type) && !(type === "number" && whole && branch.integer));
  return { ...branch, types, ...(whole ? { integer: false } : {}) };
}

interface Step {
  readonly branch: Branch;
  readonly tasks: readonly Task[];
}

const wish = (goal: Goal, schema: unknown, want: boolean): Task => ({ task: "goal", goal: { ...goal, schema, want } });

/** A reference followed; undefined where it leads outside. */
function target(goal: Goal, reference: unknown): { readonly schema: unknown } | undefined {
  if (typeof reference !== "string") return undefined;
  return resolveReference(goal.document, reference, baseOf(goal.document, goal.schema));
}

function meet(goal: Goal, branch: Branch): Step | undefined {
  const { schema } = goal;
  if (schema === false) return undefined;
  if (!isJsonObject(schema)) return { branch, tasks: [] };
  const tasks: Task[] = [];
  for (const keyword of ["$ref", "$dynamicRef"]) {
    const found = target(goal, schema[keyword]);
    if (found !== undefined) tasks.push(wish(goal, found.schema, true));
  }
  if (goal.document.dialect === "draft-07" && typeof schema["$ref"] === "string") return { branch, tasks };
  const list = (keyword: string): readonly unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : []);
  for (const each of list("allOf")) tasks.push(wish(goal, each, true));
  if (schema["not"] !== undefined) tasks.push(wish({ ...goal, closed: false }, schema["not"], false));
  if (list("anyOf").length > 0)
    tasks.push({ task: "choice", ways: list("anyOf").map((each) => [wish(goal, each, true)]) });
  if (list("oneOf").length > 0) {
    const all = list("oneOf");
    const ways = all.map((each, index) => [
      wish(goal, each, true),
      ...all.filter((_, other) => other !== index).map((other) => wish({ ...goal, closed: false }, other, false)),
    ]);
    tasks.push({ task: "choice", ways });
  }
  if (schema["if"] !== undefined) {
    const open = { ...goal, closed: false };
    const then = schema["then"] === undefined ? [] : [wish(goal, schema["then"], true)];
    const otherwise = schema["else"] === undefined ? [] : [wish(goal, schema["else"], true)];
    const ways = [
      [wish(open, schema["if"], true), ...then],
      [wish(open, schema["if"], false), ...otherwise],
    ];
    tasks.push({ task: "choice", ways });
  }
  tasks.push(...dependencies(goal, schema));
  const required = requiredOf(schema); // the builder of objects adds them anyway; here they only cut dead ends early
  if (branch.types.length === 1 && required.length <= MOST_FORESEEN) {
    for (const name of required) tasks.push({ task: "present", name });
  }
  const narrowed = narrow(schema, branch);
  if (narrowed === undefined) return undefined;
  return { branch: { ...narrowed, shapes: [...narrowed.shapes, goal] }, tasks };
}

function dependencies(goal: Goal, schema: JsonObject): readonly Task[] {
  const tasks: Task[] = [];
  const modern = goal.document.dialect !== "draft-07";
  for (const keyword of ["dependencies", "dependentRequired", "dependentSchemas"]) {
    if (!modern && keyword !== "dependencies") continue;
    for (const [name, needs] of Object.entries(mapAt(schema, keyword))) {
      const more: Task[] = Array.isArray(needs)
        ? needs.map((other) => ({ task: "present", name: String(other) }))
        : [wish(goal, needs, true)];
      tasks.push({ task: "choice", ways: [[{ task: "absent", name }], [{ task: "present", name }, ...more]] });
    }
  }
  return tasks;
}

function narrow(schema: JsonObject, branch: Branch): Branch | undefined {
  let next = branch;
  const names = typeNames(schema);
  if (names !== undefined) {
    const types = next.types.filter((type) => names.includes(type) || (type === "number" && names.includes("integer")));
    next = { ...next, types };
    if (names.includes("integer") && !names.includes("number")) {
      if (next.integer === false) next = { ...next, types: types.filter((type) => type !== "number") };
      else next = { ...next, integer: true };
    }
  }
  for (const values of [schema["enum"], Object.hasOwn(schema, "const") ? [schema["const"]] : undefined]) {
    if (!Array.isArray(values)) continue;
    const only =
      next.only === undefined ? values : next.only.filter((one) => values.some((two) => jsonEqual(one, two)));
    next = { ...next, only, types: next.types.filter((type) => only.some((value) => typeOf(value) === type)) };
  }
  return next.types.length === 0 ? undefined : next;
}

function refuse(goal: Goal, branch: Branch): Step | undefined {
  const { schema } = goal;
  if (schema === false) return { branch, tasks: [] };
  if (!isJsonObject(schema)) return undefined;
  const ways: (readonly Task[])[] = [];
  for (const keyword of ["$ref", "$dynamicRef"]) {
    const found = target(goal, schema[keyword]);
    if (found !== undefined) ways.push([wish(goal, found.schema, false)]);
    else if (typeof schema[keyword] === "string") ways.push([]); // leads outside: who can follow it has the last word
  }
  if (!(goal.document.dialect === "draft-07" && typeof schema["$ref"] === "string")) {
    ways.push(...breakOptions(goal, schema));
  }
  return ways.length === 0 ? undefined : { branch, tasks: [{ task: "choice", ways }] };
}
