import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

/** OpenAI structured outputs, raised in 2025-07. */
const CAPS = { properties: 5000, levels: 10, characters: 120_000, values: 1000 } as const;

export const schemaSize: ToolRule = {
  id: "T119",
  name: "schema-size",
  scope: "tool",
  severity: "warning",
  title: "The schema is beyond a provider's size limits",
  why: "Strict schemas beyond these limits are refused; others cost tokens in every request.",
  before: "1,200 enum values",
  after: "a text, and a tool that searches the values",
  source: "OpenAI structured outputs: 5,000 properties, 10 levels, 120,000 characters, 1,000 enum values (2025-07)",
  *check({ nodes, schema, raw, definition }) {
    let properties = 0;
    let values = 0;
    let levels = 0;
    for (const { schema: node, pointer } of nodes) {
      const named = own(node, "properties");
      const listed = own(node, "enum");
      if (isJsonObject(named)) {
        properties += Object.keys(named).length;
        levels = Math.max(levels, pointer.split("/properties/").length);
      }
      if (Array.isArray(listed)) values += listed.length;
    }
    const counts = {
      properties,
      levels,
      values,
      characters: definition.length < CAPS.characters * 0.8 ? 0 : JSON.stringify(schema).length,
    };
    for (const [name, cap] of Object.entries(CAPS)) {
      const count = counts[name as keyof typeof CAPS];
      if (count < cap * 0.8 || raw["inputSchema"] === undefined) continue;
      yield {
        message: `The schema has ${count.toLocaleString("en")} ${name}; strict mode allows ${cap.toLocaleString("en")}.`,
        pointer: "/inputSchema",
        severity: count > cap ? "warning" : "hint",
        key: name,
      };
    }
  },
};
