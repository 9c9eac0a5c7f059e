import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

/** A result that holds both forms: structured content, and a sentence that can be spoken. */
export function answer(said: string, structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: "text", text: said }], structuredContent };
}

/** A tool execution error: the tool ran and could not do it. Says what would help. */
export function toolError(said: string): CallToolResult {
  return { content: [{ type: "text", text: said }], isError: true };
}
