import type { ToolRule } from "#shared/lint/rule.ts";

export const rootCombinator: ToolRule = {
  id: "T103",
  name: "root-combinator",
  scope: "tool",
  severity: "warning",
  title: "oneOf, anyOf or allOf at the root of the input schema",
  why: "Anthropic's API does not accept a combinator at the root, and Claude Code drops such a tool without a word. One large public server added one in a release and took it out the next day.",
  before: '{"type": "object", "properties": {...}, "anyOf": [{"required": ["id"]}, {"required": ["name"]}]}',
  after: '{"type": "object", "properties": {...}} with the condition said in the description',
  source: "anthropics/claude-code#95504; github-mcp-server v1.10.0 and v1.10.1",
  *check({ schema }, { profile }) {
    const found = ["oneOf", "anyOf", "allOf"].filter((keyword) => Object.hasOwn(schema, keyword));
    if (found.length === 0) return;
    yield {
      message: `${found.map((keyword) => `\`${keyword}\``).join(" and ")} at the schema's root: Anthropic refuses it, and Claude Code drops the tool without a word.`,
      pointer: `/inputSchema/${found[0]}`,
      severity: profile.providers?.includes("anthropic") === true ? "error" : "warning",
    };
  },
};
