import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";

export const rootNotObject: ToolRule = {
  id: "T101",
  name: "root-not-object",
  scope: "tool",
  severity: "error",
  title: "The input schema's root is not an object",
  why: "A tool call's arguments are always a JSON object, and clients check the schema's root for it. Some drop the tool, some the whole server, and the official 1.x SDK rejects the whole list.",
  before: '{"inputSchema": {"properties": {}}}',
  after: '{"inputSchema": {"type": "object", "properties": {}}}',
  source: "Model Context Protocol 2026-07-28, tools; anthropics/claude-code#88049",
  yieldsTo: ["T105"],
  *check({ raw, schema }) {
    const given = raw["inputSchema"];
    if (!isJsonObject(given)) {
      yield {
        message: "`inputSchema` is missing or no object: clients refuse the tool, some the whole list.",
        pointer: "/inputSchema",
      };
    } else if (schema["type"] !== "object") {
      const root =
        schema["type"] === undefined ? "has no `type`" : `has the type ${JSON.stringify(schema["type"]).slice(0, 60)}`;
      const plain =
        schema["type"] === undefined &&
        Object.keys(schema).every((key) =>
          /^(\$schema|properties|required|title|description|additionalProperties)$/.test(key),
        );
      yield {
        message: `The input schema's root ${root}: it must be \`"type": "object"\`, or clients drop the tool or the server.`,
        pointer: "/inputSchema",
        ...(plain
          ? {
              fix: {
                title: 'Add "type": "object"',
                safe: true,
                edits: [{ kind: "set", pointer: "/inputSchema/type", value: "object" }],
              },
            }
          : {}),
      };
    }
  },
};
