import type { ListRule } from "#shared/lint/rule.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";

export const schemaCollapsed: ListRule = {
  id: "T105",
  name: "schema-collapsed",
  scope: "list",
  severity: "error",
  title: "Nearly every tool of a server has lost its parameters",
  why: "The same release of a server, installed with another version of a library, lists every tool with an empty schema. Nothing was released and everything is broken: the model sends no arguments.",
  before: '{"name": "read_file", "inputSchema": {"$schema": "..."}}',
  after: '{"name": "read_file", "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}}',
  source: "Measured: 7 of 57 captured lists; zereight/gitlab-mcp#286, kevinwatt/yt-dlp-mcp#29",
  *check({ tools, servers }) {
    for (const server of servers) {
      const own = tools.filter((tool) => (tool.server ?? "") === server);
      const empty = own.filter(({ facts }) => facts.parameters.length === 0);
      if (own.length < 3 || empty.length < own.length * 0.8) continue;
      const suspicious = empty.filter(({ facts }) => expectsArguments(facts));
      if (suspicious.length < Math.max(2, empty.length * 0.3)) continue;
      yield {
        message: `${empty.length} of ${own.length} tools have no parameters, though their names or descriptions speak of some: the schemas have collapsed.`,
        ...(server === "" ? {} : { server }),
        evidence: suspicious
          .slice(0, 5)
          .map(({ facts }) => facts.name)
          .join(", "),
      };
    }
  },
};

/** Whether a tool without parameters reads as if it had some: a bare schema, words for an argument, a verb with an object. */
function expectsArguments({ schema, description, nameWords }: ToolFacts): boolean {
  if (schema["type"] === undefined) return true;
  if (
    /\b(given|specified|provided|supplied|parameters?|arguments?|Args:|by (its |the )?(id|name|path|url|number))\b/i.test(
      description,
    )
  )
    return true;
  return (
    nameWords.length > 1 &&
    /^(create|update|delete|remove|add|set|write|edit|move|send|search|find|fill|type|click|upload|read|rename)$/.test(
      nameWords[0] ?? "",
    )
  );
}
