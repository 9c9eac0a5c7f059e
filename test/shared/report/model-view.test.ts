import { array, assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { viewTool } from "#shared/mcp/tool.ts";
import { modelName, modelNames, nameForms, type Provider } from "#shared/report/model-names.ts";
import { modelTool, modelTools } from "#shared/report/model-view.ts";

const inputSchema = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
const tool = viewTool({ name: "get.status", title: "Status", description: "Looks up.", inputSchema });

describe("a tool as the model sees it", () => {
  test("has each provider's exact request shape, the schema verbatim", () => {
    const described = { description: "Looks up." };
    const shapes: Record<Provider, object> = {
      "openai-chat": { type: "function", function: { name: "get_status", ...described, parameters: inputSchema } },
      "openai-responses": {
        type: "function",
        name: "get_status",
        ...described,
        parameters: inputSchema,
        strict: false,
      },
      anthropic: { name: "get_status", ...described, input_schema: inputSchema },
      gemini: { name: "get.status", ...described, parametersJsonSchema: inputSchema },
    };
    for (const [provider, shape] of Object.entries(shapes)) {
      expect(modelTool(tool, provider as Provider).body).toEqual(shape);
    }
  });

  test("a missing description stays missing", () => {
    expect(modelTool(viewTool({ name: "x", inputSchema }), "anthropic").body).toEqual({
      name: "x",
      input_schema: inputSchema,
    });
  });

  test("a list is the request's tools array", () => {
    expect(modelTools([tool, tool], "gemini")).toMatchObject([{ functionDeclarations: [{}, {}] }]);
    expect(modelTools([], "gemini")).toEqual([]);
    expect(modelTools([tool], "openai-chat")).toHaveLength(1);
  });

  test("notes say what is changed and what would be refused", () => {
    expect(modelTool(tool, "openai-chat").notes[0]?.said).toContain("`get.status` is sent as `get_status`");
    expect(modelTool(tool, "gemini").notes).toEqual([]);
    const bare = viewTool({ name: "x", inputSchema: { type: "object" } });
    expect(modelTool(bare, "openai-chat").notes[0]).toMatchObject({
      tone: "stopped",
      said: expect.stringContaining("`properties`"),
    });
    const union = viewTool({ name: "x", inputSchema: { ...inputSchema, anyOf: [] } });
    expect(modelTool(union, "anthropic").notes[0]?.said).toContain("anyOf at the root");
    expect(modelTool(viewTool({ name: "x" }), "anthropic").notes[0]?.said).toContain("expects");
  });
});

describe("names", () => {
  test.each([
    ["a b", "openai-chat", "a_b"],
    ["a/b.c:d", "gemini", "a_b.c:d"],
    ["1st", "gemini", "_1st"],
    ["", "anthropic", "tool"],
    ["天気", "openai-chat", "__"],
    ["x".repeat(80), "openai-chat", "x".repeat(64)],
    ["x".repeat(80), "anthropic", "x".repeat(80)],
  ] as const)("%j becomes for %s %j", (name, provider, mapped) => {
    expect(modelName(name, provider)).toBe(mapped);
  });

  test("an accepted name is never taken from its owner", () => {
    expect([...modelNames(["a.b", "a_b", "a b"], "openai-chat")]).toEqual([
      ["a.b", "a_b_2"],
      ["a_b", "a_b"],
      ["a b", "a_b_3"],
    ]);
  });

  test("map one to one, to something accepted, whatever the list", () => {
    const provider = constantFrom<Provider[]>("openai-chat", "anthropic", "gemini");
    const holds = property(
      array(string({ maxLength: 140, unit: constantFrom("a", "_", ".", "é", "1") })),
      provider,
      (names, to) => {
        const mapped = modelNames(names, to);
        expect(new Set(mapped.values()).size).toBe(new Set(names).size);
        for (const name of mapped.values()) expect(name).toMatch(nameForms[to].accepts);
      },
    );
    expect(() => assert(holds)).not.toThrow();
  });

  test("map 10,000 colliding names quickly", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `${"x".repeat(70)}${index}`);
    expect(new Set(modelNames(names, "openai-chat").values()).size).toBe(10_000);
  });
});
