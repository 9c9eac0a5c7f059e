import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export const headerParameter: ToolRule = {
  id: "T120",
  name: "header-parameter",
  scope: "tool",
  severity: "error",
  title: "An `x-mcp-header` annotation that clients must refuse",
  why: "Since 2026-07-28 an HTTP client must leave out a tool whose `x-mcp-header` is no header name, is used twice, or stands on something other than a plain property.",
  before: '{"x-mcp-header": "Region Name"}',
  after: '{"x-mcp-header": "Region-Name"}',
  source: "Model Context Protocol 2026-07-28, HTTP transport, custom headers",
  *check({ having }) {
    const seen = new Set<string>();
    for (const { schema, pointer } of having("x-mcp-header")) {
      const header = own(schema, "x-mcp-header");
      if (header === undefined) continue;
      const at = `${pointer}/x-mcp-header`;
      const type = own(schema, "type");
      if (typeof header !== "string" || !TOKEN.test(header))
        yield { message: "`x-mcp-header` must be a header name.", pointer: at };
      else if (seen.has(header.toLowerCase()))
        yield { message: `Two parameters go into the header ${header}.`, pointer: at };
      else if (!/^\/inputSchema(\/properties\/[^/]+)+$/.test(pointer)) {
        yield {
          message: "`x-mcp-header` may stand only on a property that is reached through `properties` alone.",
          pointer: at,
        };
      } else if (type !== "string" && type !== "integer" && type !== "boolean") {
        yield { message: "Only texts, whole numbers and booleans may go into a header.", pointer: at };
      }
      if (typeof header === "string") seen.add(header.toLowerCase());
    }
  },
};
