import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";

/** A tool of a list under a key of its own: its name, with `#2` and so on where several share it. */
export interface NamedTool {
  readonly key: string;
  readonly name: string;
  readonly raw: JsonObject;
  /** Nested so deep that it is compared as text only. */
  readonly tooDeep: boolean;
  /** Its stable JSON where it is too deep, else "". */
  readonly text: string;
}

const DEEPEST = 400;

/** Whether JSON nests deeper than we are willing to walk. Iterative. */
export function isTooDeep(value: unknown): boolean {
  const tasks: [unknown, number][] = [[value, 0]];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const [item, depth] = task;
    if (typeof item !== "object" || item === null) continue;
    if (depth > DEEPEST) return true;
    for (const member of Object.values(item)) tasks.push([member, depth + 1]);
  }
  return false;
}

/** The tools of a list by key, in order. What is no object, or has no name, is kept under its position. */
export function namedTools(list: readonly unknown[]): ReadonlyMap<string, NamedTool> {
  const tools = new Map<string, NamedTool>();
  const counts = new Map<string, number>();
  for (const [index, entry] of list.entries()) {
    const raw: JsonObject = isJsonObject(entry) ? entry : { entry: entry as JsonObject[string] };
    const name = typeof raw["name"] === "string" ? raw["name"] : `(entry ${index + 1})`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    let key = count === 1 ? name : `${name}#${count}`;
    while (tools.has(key)) key += "'";
    const tooDeep = isTooDeep(raw);
    tools.set(key, { key, name, raw, tooDeep, text: tooDeep ? stableJson(raw) : "" });
  }
  return tools;
}
