import { assertNever } from "#shared/base/assert-never.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import { modelName, modelNames, nameForms, type Provider } from "#shared/report/model-names.ts";

/** Something that a provider changes or refuses about one tool. */
export interface ModelNote {
  readonly tone: "info" | "attention" | "stopped";
  readonly said: string;
  readonly source: string;
  /** The day on which it was true (ISO date). */
  readonly date: string;
}

/** One tool in the form in which a provider's request carries it. */
export interface ModelTool {
  /** One element of the request's `tools` (of `functionDeclarations` for Gemini). */
  readonly body: JsonObject;
  readonly notes: readonly ModelNote[];
}

const TITLES: Readonly<Record<Provider, string>> = {
  "openai-chat": "OpenAI",
  "openai-responses": "OpenAI",
  anthropic: "Anthropic",
  gemini: "Gemini",
};

/**
 * A tool as the model sees it: name (already mapped), description and input schema in the provider's request shape, the
 * schema verbatim. Title, annotations and output schema are not part of any of these shapes.
 */
export function modelTool(tool: ToolView, provider: Provider, name = modelName(tool.name, provider)): ModelTool {
  const described = tool.description === undefined ? {} : { description: tool.description };
  const schema = tool.inputSchema;
  const notes = [...nameNotes(tool.name, name, provider), ...schemaNotes(schema, provider)];
  switch (provider) {
    case "openai-chat":
      return { body: { type: "function", function: { name, ...described, parameters: schema } }, notes };
    case "openai-responses":
      // `strict` is true there unless said otherwise, and most tools' schemas are not in strict form.
      return { body: { type: "function", name, ...described, parameters: schema, strict: false }, notes };
    case "anthropic":
      return { body: { name, ...described, input_schema: schema }, notes };
    case "gemini":
      return { body: { name, ...described, parametersJsonSchema: schema }, notes };
    default:
      return assertNever(provider);
  }
}

/** A whole list as the request's `tools` array, names mapped one to one. */
export function modelTools(tools: readonly ToolView[], provider: Provider): readonly JsonObject[] {
  const names = modelNames(
    tools.map(({ name }) => name),
    provider,
  );
  const bodies = tools.map((tool) => modelTool(tool, provider, names.get(tool.name)).body);
  if (provider !== "gemini") return bodies;
  return bodies.length === 0 ? [] : [{ functionDeclarations: bodies }];
}

function nameNotes(original: string, sent: string, provider: Provider): readonly ModelNote[] {
  if (original === sent) return [];
  const { said, source, date } = nameForms[provider];
  const why = `${TITLES[provider]} accepts ${said}`;
  return [{ tone: "attention", said: `\`${original}\` is sent as \`${sent}\`: ${why}.`, source, date }];
}

function schemaNotes(schema: JsonObject, provider: Provider): readonly ModelNote[] {
  const notes: ModelNote[] = [];
  const root = ["oneOf", "anyOf", "allOf"].filter((keyword) => Object.hasOwn(schema, keyword));
  if (schema["type"] !== "object") {
    notes.push({
      tone: provider === "gemini" ? "attention" : "stopped",
      said: `${TITLES[provider]} expects \`"type": "object"\` at the root of the parameters.`,
      source: "Model Context Protocol 2026-07-28, tools; provider references",
      date: "2026-11-01",
    });
  }
  if (provider === "anthropic" && root.length > 0) {
    notes.push({
      tone: "stopped",
      said: `Anthropic does not accept ${root.join(", ")} at the root of the parameters; Claude Code drops the tool.`,
      source: "anthropics/claude-code#95504",
      date: "2026-09-30",
    });
  }
  if (provider.startsWith("openai") && schema["type"] === "object" && !isJsonObject(schema["properties"])) {
    notes.push({
      tone: "stopped",
      said: "OpenAI refuses an object schema without `properties`, even for a tool without parameters.",
      source: "github/github-mcp-server 82c49305, f48e82a8",
      date: "2026-08-20",
    });
  }
  return notes;
}
