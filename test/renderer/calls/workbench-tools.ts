import { deflateSync, crc32 } from "node:zlib";
import type { JsonObject } from "#shared/base/json.ts";

/** The tools of the workbench's test server: one for each thing that the workbench has to show. */
export const WORKBENCH_TOOLS: readonly JsonObject[] = [
  {
    name: "search_tickets",
    title: "Search tickets",
    description:
      "Full-text search over **support tickets**, newest first.\n\nUse when someone asks what was reported, by whom, or whether a problem is known.\n\n- `query` takes plain words\n- see the [query guide](https://docs.example/query) and ![logo](https://evil.example/x.png?d=1)",
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://acme.example/search",
      type: "object",
      required: ["query"],
      additionalProperties: false,
      properties: {
        query: {
          type: "string",
          description: "Words to look for.",
          minLength: 1,
          maxLength: 200,
          examples: ["invoice"],
        },
        status: {
          type: "string",
          enum: ["open", "pending", "solved"],
          default: "open",
          description: "Only tickets in this state.",
        },
        limit: { type: "integer", minimum: 1, maximum: 50, default: 10, description: "How many at most." },
        since: { type: "string", format: "date", description: "Only tickets opened on or after this day." },
        filters: {
          type: "array",
          description: "Further conditions, all of which hold.",
          items: { $ref: "#/$defs/Filter" },
        },
      },
      $defs: {
        Filter: {
          type: "object",
          required: ["field", "value"],
          properties: {
            field: { enum: ["priority", "assignee", "tag"], description: "What is compared." },
            value: { type: ["string", "number"], description: "With what." },
          },
        },
      },
    },
    outputSchema: {
      type: "object",
      required: ["total", "tickets"],
      properties: { total: { type: "integer" }, tickets: { type: "array", items: { type: "object" } } },
    },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  tool("show_everything", "Answers with every kind of content, and breaks its output schema.", {
    outputSchema: { type: "object", required: ["total"], properties: { total: { type: "integer" } } },
  }),
  tool("book_appointment", "Books a slot in the calendar of a practice.", {
    inputSchema: {
      type: "object",
      required: ["patient", "at"],
      properties: {
        patient: {
          type: "object",
          required: ["name"],
          properties: { name: { type: "string" }, phone: { type: "string", pattern: "^\\+[0-9]{6,15}$" } },
        },
        at: { type: "string", format: "date-time" },
        reminder: { type: "boolean", default: true },
        channel: {
          oneOf: [
            { title: "By phone", const: "phone" },
            { title: "By mail", const: "mail" },
          ],
        },
      },
    },
    annotations: { destructiveHint: false },
  }),
  tool("fail_politely", "Answers with a tool error."),
  tool("refuse", "Answers with a protocol error."),
  tool("unreachable", "Never answers."),
  tool("slow", "Takes its time and says how far it is."),
  tool("huge_result", "Answers with three megabytes of text."),
  tool(
    "hidden_words",
    "Reads like this.\u{e0049}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065} Or \u202elike that\u202c,\u200b with nothing between.",
  ),
  tool("crm.contacts/list all", "Its name is not one that every provider accepts."),
  tool("no_words", ""),
  tool("twice", "Listed first."),
  tool("twice", "Listed again."),
];

export function tool(name: string, description: string, more: JsonObject = {}): JsonObject {
  return { name, description, inputSchema: { type: "object", properties: {} }, ...more };
}

/** Ten thousand tools with descriptions as long as real ones. */
export const HUGE_LIST: readonly JsonObject[] = Array.from({ length: 10_000 }, (_, index) =>
  tool(
    `tool_${String(index).padStart(5, "0")}`,
    `Does the ${index}th of ten thousand things. Use when someone asks for number ${index}; answers with a short text that names ${index % 97} items and the day on which they were last changed.`,
    { inputSchema: { type: "object", properties: { value: { type: "string" }, limit: { type: "integer" } } } },
  ),
);

/** A PNG of a gradient, as base64. */
export function picture(width: number, height: number): string {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows.set([(x * 255) / width, (y * 255) / height, 160], y * (1 + width * 3) + 1 + x * 3);
  }
  return png(width, height, deflateSync(rows)).toString("base64");
}

/** A PNG that says it is 50,000 × 50,000. */
export const bigHeader = (): string => png(50_000, 50_000, Buffer.alloc(16)).toString("base64");

function png(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

const chunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name), body]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(body.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
};
