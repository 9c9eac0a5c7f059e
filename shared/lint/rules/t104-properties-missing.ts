import type { ToolRule } from "#shared/lint/rule.ts";

export const propertiesMissing: ToolRule = {
  id: "T104",
  name: "properties-missing",
  scope: "tool",
  severity: "warning",
  title: "The input schema has no `properties`",
  why: "OpenAI refuses an object schema without `properties`, even for a tool that takes nothing.",
  before: '{"type": "object"}',
  after: '{"type": "object", "properties": {}}',
  source: "github-mcp-server 82c49305 and f48e82a8 (fixed twice)",
  yieldsTo: ["T101", "T103", "T105"],
  *check({ schema }) {
    if (schema["type"] !== "object" || Object.hasOwn(schema, "properties") || Object.hasOwn(schema, "$ref")) return;
    yield {
      message: "The input schema has no `properties`: OpenAI refuses that, even for a tool without parameters.",
      pointer: "/inputSchema",
      fix: {
        title: "Add empty properties",
        safe: true,
        edits: [{ kind: "set", pointer: "/inputSchema/properties", value: {} }],
      },
    };
  },
};
