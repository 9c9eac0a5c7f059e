import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

/** Keywords that Gemini's `parameters` (an OpenAPI subset) refuses; `parametersJsonSchema` accepts most. */
const GEMINI = [
  "$ref",
  "const",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "patternProperties",
  "not",
  "if",
  "dependentSchemas",
  "propertyNames",
  "prefixItems",
] as const;

export const providerKeyword: ToolRule = {
  id: "T117",
  name: "provider-keyword",
  scope: "tool",
  severity: "hint",
  title: "Schema features that a provider's narrow form refuses",
  why: "Gemini's classic `parameters` answers 400 to them; the newer `parametersJsonSchema` takes most. A client that rewrites the schema for it may drop a constraint without a word.",
  before: '{"type": ["string", "null"], "const": "x"}',
  after: '{"type": "string", "enum": ["x"], "nullable": true}',
  source: "Gemini function calling; gitlab-mcp#166, opencode#11889, google_workspace_mcp#1099 (2026)",
  *check({ having }, { profile }) {
    if (profile.providers !== undefined && !profile.providers.includes("gemini")) return;
    const found = new Map<string, string>();
    for (const keyword of GEMINI) {
      const first = having(keyword).find(({ pointer }) => pointer.startsWith("/inputSchema"));
      if (first !== undefined) found.set(keyword, `${first.pointer}/${keyword}`);
    }
    const union = having("type").find(
      ({ schema, pointer }) => Array.isArray(own(schema, "type")) && pointer.startsWith("/inputSchema"),
    );
    if (union !== undefined) found.set("type list", `${union.pointer}/type`);
    const [first] = found;
    if (first === undefined) return;
    yield {
      message: `Gemini's \`parameters\` form refuses ${[...found.keys()].map((keyword) => `\`${keyword}\``).join(", ")}; \`parametersJsonSchema\` takes them.`,
      pointer: first[1],
      key: "gemini",
    };
  },
};
