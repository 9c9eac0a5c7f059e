import { isJsonObject } from "#shared/base/json.ts";
import { toPointer } from "#shared/base/json-pointer.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

export const booleanRequired: ToolRule = {
  id: "T109",
  name: "boolean-required",
  scope: "tool",
  severity: "error",
  title: "`required: true` on a property",
  why: "A habit of draft-03 and of OpenAPI parameters: in JSON Schema `required` is a list beside `properties`, so validators refuse the schema, and lenient ones take the parameter as optional.",
  before: '{"properties": {"id": {"type": "string", "required": true}}}',
  after: '{"properties": {"id": {"type": "string"}}, "required": ["id"]}',
  source: "JSON Schema validation, required; vscode-unify#162",
  *check({ having }) {
    if (!having("required").some((node) => typeof own(node.schema, "required") === "boolean")) return;
    for (const { schema, pointer } of having("properties")) {
      const properties = own(schema, "properties");
      if (!isJsonObject(properties)) continue;
      const listed = own(schema, "required");
      const names = Array.isArray(listed) ? (listed as readonly unknown[]) : [];
      for (const [name, property] of Object.entries(properties)) {
        if (!isJsonObject(property) || typeof own(property, "required") !== "boolean") continue;
        const at = `${pointer}${toPointer(["properties", name])}/required`;
        yield {
          message: `\`required\` on the property \`${name}\` is no list: name it in the object's \`required\` instead.`,
          pointer: at,
          fix: {
            title: "Move it to the object's list",
            safe: false,
            edits: [
              { kind: "remove", pointer: at },
              ...(property["required"] === true
                ? [{ kind: "set" as const, pointer: `${pointer}/required`, value: [...new Set([...names, name])] }]
                : []),
            ],
          },
        };
      }
    }
  },
};
