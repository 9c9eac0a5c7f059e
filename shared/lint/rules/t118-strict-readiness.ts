import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { requiredNames } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";

export const strictReadiness: ToolRule = {
  id: "T118",
  name: "strict-readiness",
  scope: "tool",
  severity: "off",
  title: "The schema is not ready for strict mode",
  why: "OpenAI's strict mode wants every object closed and every property required. Most real tools are not, and need not be: switch this on only where strict mode is used.",
  before: '{"type": "object", "properties": {"id": {"type": "string"}}}',
  after:
    '{"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "additionalProperties": false}',
  source: "OpenAI structured outputs; measured: 67 % of 1,032 real tools have open objects",
  *check({ nodes }) {
    for (const { schema, pointer } of nodes) {
      const properties = own(schema, "properties");
      if (!isJsonObject(properties)) continue;
      const required = requiredNames(schema);
      const optional = Object.keys(properties).filter((name) => !required.has(name));
      const open = own(schema, "additionalProperties") !== false;
      if (!open && optional.length === 0) continue;
      const parts = [
        ...(open ? ["is open"] : []),
        ...(optional.length > 0 ? [`has ${optional.length} optional properties`] : []),
      ];
      yield { message: `Strict mode refuses this object: it ${parts.join(" and ")}.`, pointer };
    }
  },
};
