import type { AttachedServer } from "#renderer/features/assistants/attached-tools.ts";
import type { PromptProblem, PromptTool } from "#renderer/editor/prompt-context.ts";
import { formatAge } from "#renderer/ui/format.ts";
import { isJsonObject } from "#shared/base/json.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { LintTool } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { triggerTable, type TriggerRow } from "#shared/lint/triggers.ts";
import { viewTool } from "#shared/mcp/tool.ts";

/** Stands where a server's name would, for custom HTTP tools. */
const OWN_TOOLS = "Custom tools";

/** The tools of all attached servers and the assistant's own, as the engine takes them. Keep the array: findings are remembered by it. */
export function attachedTools(attached: readonly AttachedServer[], own: readonly HttpTool[] = []): readonly LintTool[] {
  const listed = attached.flatMap(({ server, snapshot }) =>
    (snapshot?.tools ?? []).map(({ position, raw }) => ({ server: server.name, position, raw })),
  );
  const custom = own.map(({ name, description, inputSchema, readOnly }, position) => ({
    server: OWN_TOOLS,
    position,
    raw: { name, description, inputSchema, annotations: { readOnlyHint: readOnly, destructiveHint: !readOnly } },
  }));
  return [...listed, ...custom];
}

/** Where the prompt says when to use each tool. */
export const triggersOf = (prompt: string, tools: readonly LintTool[]): readonly TriggerRow[] =>
  triggerTable(promptFacts(prompt), listFacts(tools));

/** What the editor completes and explains: the tools, with their drafts. */
export function promptTools(
  tools: readonly LintTool[],
  attached: readonly AttachedServer[],
  now: number,
): readonly PromptTool[] {
  const seen = new Map(
    attached.map(({ server, snapshot }) => [
      server.name,
      snapshot === undefined ? "never listed" : `listed ${formatAge(Date.parse(snapshot.takenAt), now)}`,
    ]),
  );
  return tools.map(({ server = "", raw }) => {
    const { name, description = "", inputSchema } = viewTool(raw);
    const { properties, required } = inputSchema;
    const needed = new Set(Array.isArray(required) ? required : []);
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    return {
      name,
      server,
      description: description.slice(0, 2_000),
      parameters: names
        .slice(0, 30)
        .map((one) => `${one}${needed.has(one) ? "" : "?"}`)
        .join(", "),
      seen: seen.get(server) ?? "",
    };
  });
}

/** What the editor underlines: the findings in the prompt. */
export function promptProblems(diagnostics: readonly Diagnostic[]): readonly PromptProblem[] {
  return diagnostics.flatMap(({ target, range, severity, ruleId, message, fix }) => {
    if (target.kind !== "prompt" || range === undefined) return [];
    const edits = textEdits(fix);
    const offered = fix === undefined || edits === undefined ? {} : { fix: { title: fix.title, edits } };
    return [{ ...range, severity, code: ruleId, message, ...offered }];
  });
}

/** The edits of a fix where all of them are in the prompt's text. */
export function textEdits(
  fix: Diagnostic["fix"],
): readonly { readonly start: number; readonly end: number; readonly text: string }[] | undefined {
  const edits = fix?.edits.flatMap((edit) => (edit.kind === "text" ? [{ ...edit.range, text: edit.text }] : []));
  return edits === undefined || edits.length !== fix?.edits.length || edits.length === 0 ? undefined : edits;
}
