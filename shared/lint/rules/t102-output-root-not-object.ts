import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";

export const outputRootNotObject: ToolRule = {
  id: "T102",
  name: "output-root-not-object",
  scope: "tool",
  severity: "error",
  title: "The output schema's root is not an object",
  why: "Legal since 2026-07-28, but clients on the 1.x SDK fail the whole tools/list over it, so that every other tool is lost too.",
  before: '{"outputSchema": {"type": "array"}}',
  after: '{"outputSchema": {"type": "object", "properties": {"items": {"type": "array"}}}}',
  source: "mcpx#28; measured with @modelcontextprotocol/sdk 1.32.2",
  *check({ raw }) {
    const output = raw["outputSchema"];
    if (output === undefined || (isJsonObject(output) && output["type"] === "object")) return;
    yield {
      message: '`outputSchema` has no `"type": "object"` at its root: clients on the 1.x SDK lose the whole list.',
      pointer: "/outputSchema",
    };
  },
};
