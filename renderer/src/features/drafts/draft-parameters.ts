import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { describeType } from "#shared/schema/describe-type.ts";
import { own } from "#shared/schema/subschemas.ts";

/** A parameter whose description can be drafted. */
export interface DraftParameter {
  /** JSON Pointer inside the input schema: `/properties/query`. */
  readonly pointer: string;
  /** As one would say it: `query`, `filters.status`, `rows[].id`. */
  readonly name: string;
  readonly type: string;
  /** The server's text. */
  readonly description: string | undefined;
}

const MOST = 500;
const DEEPEST = 8;

/** The parameters of an input schema, nested ones after their parent, at most 500. Referred schemas are not entered. */
export function draftParameters(schema: JsonObject): readonly DraftParameter[] {
  const found: DraftParameter[] = [];
  visit(schema, schema, [], "", found);
  return found;
}

function visit(
  root: JsonObject,
  schema: JsonObject,
  tokens: readonly string[],
  name: string,
  found: DraftParameter[],
): void {
  if (tokens.length > DEEPEST * 2) return;
  const properties = own(schema, "properties");
  if (isJsonObject(properties)) {
    for (const [key, child] of Object.entries(properties)) {
      if (found.length >= MOST) return;
      if (!isJsonObject(child)) continue;
      const path = [...tokens, "properties", key];
      const said = name === "" ? key : `${name}.${key}`;
      const text = own(child, "description");
      found.push({
        pointer: toPointer(path),
        name: said,
        type: describeType(root, child),
        description: typeof text === "string" ? text : undefined,
      });
      visit(root, child, path, said, found);
    }
  }
  const items = own(schema, "items");
  if (isJsonObject(items)) visit(root, items, [...tokens, "items"], `${name}[]`, found);
}
