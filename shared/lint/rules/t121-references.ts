import { atPointer } from "#shared/base/json-pointer.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { resolveRef } from "#shared/schema/resolve-ref.ts";
import { own } from "#shared/schema/subschemas.ts";

export const references: ToolRule = {
  id: "T121",
  name: "references",
  scope: "tool",
  severity: "error",
  title: "A `$ref` that leads nowhere, out of the schema, or in a circle",
  why: "Clients must not fetch references, so an external one is a hole in the schema; a missing target makes it invalid.",
  before: '{"$ref": "https://example.com/address.json"}',
  after: '{"$ref": "#/$defs/address"} with the definition in the schema',
  source: "Model Context Protocol 2026-07-28: network references must not be followed",
  *check({ having, raw, schema }) {
    for (const { schema: node, pointer } of having("$ref")) {
      const ref = own(node, "$ref");
      if (typeof ref !== "string") continue;
      const root = pointer.startsWith("/outputSchema") ? (atPointer(raw, "/outputSchema") as JsonObject) : schema;
      const resolved = resolveRef(root, { $ref: ref });
      if (resolved.ok) continue;
      const said = {
        remote: "leads out of the schema, and clients must not fetch it",
        missing: "names nothing in this schema",
        cycle: "leads back to itself",
        "too-many": "is one of a very long chain",
        "not-a-schema": "names something that is no schema",
      }[resolved.error.why];
      yield { message: `This \`$ref\` ${said}.`, pointer: `${pointer}/$ref`, evidence: ref.slice(0, 120) };
    }
  },
};
