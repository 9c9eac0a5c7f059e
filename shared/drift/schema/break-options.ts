import { type JsonObject } from "#shared/base/json.ts";
import { itemSchemas } from "#shared/drift/schema/evaluate-array.ts";
import { mapAt, requiredOf } from "#shared/drift/schema/evaluate-object.ts";
import type { Goal, Task } from "#shared/drift/schema/goal.ts";

type Way = readonly Task[];

const wish = (from: Goal, inner: unknown, want: boolean): Task => ({
  task: "goal",
  goal: { ...from, schema: inner, want },
});

/** Every way to break one keyword of a schema, so that the value is no instance of it; the plainest ways first. */
export function breakOptions(goal: Goal, schema: JsonObject): readonly Way[] {
  const typed = (type: string): Task => wish(goal, { type }, true);
  const breaking = (keyword: string, detail?: string | number): Task => ({
    task: "break",
    goal,
    keyword,
    ...(detail === undefined ? {} : { detail }),
  });
  const list = (keyword: string): readonly unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : []);
  const ways: Way[] = [];
  const modern = goal.document.dialect !== "draft-07";
  for (const keyword of ["enum", "const", "type"]) {
    if (Object.hasOwn(schema, keyword)) ways.push([breaking(keyword)]);
  }
  for (const name of requiredOf(schema)) ways.push([typed("object"), { task: "absent", name }]);
  for (const keyword of ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
    if (typeof schema[keyword] === "number") ways.push([typed("number"), breaking(keyword)]);
  }
  for (const keyword of ["minLength", "maxLength", "pattern"]) {
    if (schema[keyword] !== undefined) ways.push([typed("string"), breaking(keyword)]);
  }
  for (const keyword of ["minItems", "maxItems", "uniqueItems"]) {
    if (schema[keyword] !== undefined) ways.push([typed("array"), breaking(keyword)]);
  }
  const { prefix, rest } = itemSchemas(schema, goal.document.dialect);
  for (const index of prefix.keys()) ways.push([typed("array"), breaking("prefix", index)]);
  if (rest !== undefined && rest !== true) ways.push([typed("array"), breaking("rest", prefix.length)]);
  if (schema["contains"] !== undefined) {
    ways.push([typed("array"), breaking("contains")]);
    if (modern && typeof schema["maxContains"] === "number") ways.push([typed("array"), breaking("maxContains")]);
  }
  for (const keyword of ["minProperties", "maxProperties"]) {
    if (schema[keyword] !== undefined) ways.push([typed("object"), breaking(keyword)]);
  }
  for (const name of Object.keys(mapAt(schema, "properties"))) {
    ways.push([typed("object"), { task: "present", name }, breaking("properties", name)]);
  }
  for (const pattern of Object.keys(mapAt(schema, "patternProperties"))) {
    ways.push([typed("object"), breaking("patternProperties", pattern)]);
  }
  for (const keyword of ["additionalProperties", "propertyNames", "unevaluatedProperties"]) {
    if (schema[keyword] === undefined || schema[keyword] === true) continue;
    if (modern || keyword !== "unevaluatedProperties") ways.push([typed("object"), breaking(keyword)]);
  }
  if (modern && schema["unevaluatedItems"] !== undefined && schema["unevaluatedItems"] !== true) {
    ways.push([typed("array"), breaking("unevaluatedItems")]);
  }
  for (const keyword of ["dependencies", "dependentRequired", "dependentSchemas"]) {
    if (!modern && keyword !== "dependencies") continue;
    for (const [name, needs] of Object.entries(mapAt(schema, keyword))) {
      const has: Way = [typed("object"), { task: "present", name }];
      if (!Array.isArray(needs)) ways.push([...has, wish(goal, needs, false)]);
      else for (const other of needs) ways.push([...has, { task: "absent", name: String(other) }]);
    }
  }
  for (const each of list("allOf")) ways.push([wish(goal, each, false)]);
  if (list("anyOf").length > 0) ways.push(list("anyOf").map((each) => wish(goal, each, false)));
  if (list("oneOf").length > 0) {
    ways.push(list("oneOf").map((each) => wish(goal, each, false)));
    for (const [index, one] of list("oneOf").entries()) {
      for (const two of list("oneOf").slice(index + 1)) ways.push([wish(goal, one, true), wish(goal, two, true)]);
    }
  }
  if (schema["not"] !== undefined) ways.push([wish(goal, schema["not"], true)]);
  if (schema["if"] !== undefined) {
    if (schema["then"] !== undefined) ways.push([wish(goal, schema["if"], true), wish(goal, schema["then"], false)]);
    if (schema["else"] !== undefined) ways.push([wish(goal, schema["if"], false), wish(goal, schema["else"], false)]);
  }
  return ways;
}
