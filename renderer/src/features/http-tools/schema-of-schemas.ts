import type { JsonObject } from "#shared/base/json.ts";

const text = { type: "string" };
const schema: JsonObject = { $ref: "#/definitions/schema" };

/** Enough of JSON Schema to complete and check the schema of a function's arguments as one types it. */
export const SCHEMA_OF_SCHEMAS: JsonObject = {
  allOf: [schema, { properties: { type: { const: "object" } }, required: ["type", "properties"] }],
  definitions: {
    schema: {
      type: "object",
      properties: {
        type: {
          anyOf: [
            { enum: ["object", "array", "string", "number", "integer", "boolean", "null"] },
            { type: "array", items: text },
          ],
          description: "What kind of value it is.",
        },
        description: { ...text, description: "What the model is told of it." },
        title: text,
        properties: {
          type: "object",
          additionalProperties: schema,
          description: "The parameters, by name.",
        },
        required: { type: "array", items: text, description: "The parameters that a call must give." },
        additionalProperties: { anyOf: [{ type: "boolean" }, schema] },
        items: schema,
        enum: { type: "array", description: "The only values allowed." },
        const: {},
        default: {},
        examples: { type: "array" },
        format: { ...text, examples: ["date", "date-time", "email", "uri", "uuid"] },
        pattern: text,
        minimum: { type: "number" },
        maximum: { type: "number" },
        minLength: { type: "integer", minimum: 0 },
        maxLength: { type: "integer", minimum: 0 },
        minItems: { type: "integer", minimum: 0 },
        maxItems: { type: "integer", minimum: 0 },
        anyOf: { type: "array", items: schema },
        oneOf: { type: "array", items: schema },
        allOf: { type: "array", items: schema },
      },
    },
  },
};
