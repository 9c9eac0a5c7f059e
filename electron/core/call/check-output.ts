import type { JsonObject } from "#shared/base/json.ts";
import type { CallOutcome, SchemaVerdict } from "#shared/mcp/call.ts";
import type { SchemaChecker } from "#core/ports.ts";

/**
 * `structuredContent` of a completed call against the tool's output schema; undefined where there is nothing to check.
 * A tool with an output schema must answer structured content (MCP 2025-06-18 and later, tools, "Output Schema").
 */
export async function checkOutput(
  schemas: SchemaChecker,
  outputSchema: JsonObject | undefined,
  outcome: CallOutcome | undefined,
  signal: AbortSignal,
): Promise<SchemaVerdict | undefined> {
  if (outputSchema === undefined || outcome?.kind !== "completed") return undefined;
  const { structuredContent } = outcome.result;
  if (structuredContent === undefined) {
    const message = "structuredContent is missing, though the tool has an output schema";
    return { verdict: "invalid", violations: [{ pointer: "", message }] };
  }
  return schemas.check(outputSchema, structuredContent, signal);
}
