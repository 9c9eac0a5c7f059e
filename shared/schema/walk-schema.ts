import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { toPointer } from "#shared/base/json-pointer.ts";
import { schemaLimits, type SchemaLimits } from "#shared/schema/limits.ts";
import { subschemas, type Schema } from "#shared/schema/subschemas.ts";

/** One schema met on the way, with the JSON Pointer that names it and its nesting (the root is 0). */
export interface Visit {
  readonly schema: Schema;
  readonly pointer: string;
  readonly depth: number;
}

/** How far a walk came. `cut` names the limit that ended it early; absent when everything was seen. */
export interface Walked {
  readonly nodes: number;
  readonly deepest: number;
  readonly cut?: "depth" | "nodes";
}

/**
 * Visits a schema and all its subschemas, parents first, in keyword order. Does not follow `$ref`.
 * Iterates, so that a schema 10,000 deep costs memory and not the stack; stops at the limits.
 */
export function walkSchema(
  root: JsonObject,
  visit: (at: Visit) => void,
  limits: Pick<SchemaLimits, "maxDepth" | "maxNodes"> = schemaLimits,
): Walked {
  const stack: Visit[] = [{ schema: root, pointer: "", depth: 0 }];
  let nodes = 0;
  let deepest = 0;
  let tooDeep = false;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (nodes >= limits.maxNodes) return { nodes, deepest, cut: "nodes" };
    nodes += 1;
    deepest = Math.max(deepest, at.depth);
    visit(at);
    if (!isJsonObject(at.schema)) continue;
    const children: Visit[] = [];
    for (const child of subschemas(at.schema)) {
      if (at.depth + 1 > limits.maxDepth) {
        tooDeep = true;
        break;
      }
      children.push({ schema: child.schema, pointer: at.pointer + toPointer(child.tokens), depth: at.depth + 1 });
      if (nodes + stack.length + children.length > limits.maxNodes * 2) break;
    }
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index] as Visit);
  }
  return tooDeep ? { nodes, deepest, cut: "depth" } : { nodes, deepest };
}
