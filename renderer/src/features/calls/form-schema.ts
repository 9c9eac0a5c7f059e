import { isJsonObject, setOwn, type JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { detachSchema } from "#shared/schema/detach-schema.ts";
import { typeOfValue, typesOf } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";

const MAX_PARTS = 400;

/**
 * A tool's input schema as the form may have it: detached, without patterns, its texts made visible, a type written
 * where only the values tell it. Fails with a sentence where there can be no form.
 */
export function formSchema(inputSchema: JsonObject): Result<JsonObject, string> {
  const detached = detachSchema(inputSchema, "none");
  if (!detached.ok) return { ok: false, error: `Use JSON: ${detached.error}.` };
  const { schema } = detached.value;
  const { nodes } = walkSchema(schema, ({ schema: part }) => {
    if (isJsonObject(part)) prepare(part);
  });
  if (nodes > MAX_PARTS) {
    return { ok: false, error: `Use JSON: the schema has ${nodes.toLocaleString("en")} parts, too many for a form.` };
  }
  const { properties } = schema;
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) {
    return { ok: false, error: "It takes no parameters. Under JSON you can send what you like." };
  }
  // The tool's own title and description stand above; the form does not repeat them.
  const { title: _title, description: _description, ...fields } = schema;
  return { ok: true, value: { ...fields, type: "object" } };
}

function prepare(part: JsonObject): void {
  for (const key of ["title", "description"]) {
    const text = own(part, key);
    if (typeof text === "string") setOwn(part, key, visibleText(text.slice(0, 2_000), { keepLines: true }));
  }
  if (own(part, "type") !== undefined || own(part, "$ref") !== undefined) return;
  const branches = own(part, "oneOf") ?? own(part, "anyOf");
  const constants = Array.isArray(branches)
    ? branches.map((branch) => (isJsonObject(branch) ? own(branch, "const") : undefined))
    : [];
  const types =
    constants.length > 0 && constants.every((value) => value !== undefined)
      ? [...new Set(constants.map(typeOfValue))]
      : typesOf(part);
  if (types.length === 1) setOwn(part, "type", types[0]);
}
