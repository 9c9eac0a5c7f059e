import type { AttachedServer } from "#renderer/features/assistants/attached-tools.ts";
import type { PromptContext } from "#renderer/editor/prompt-context.ts";
import { formatAge } from "#renderer/ui/format.ts";
import { isJsonObject } from "#shared/base/json.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { lint } from "#shared/lint/lint.ts";
import type { LintTool, Suppression } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { triggerTable, type TriggerRow } from "#shared/lint/triggers.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile } from "#shared/platform/profiles.ts";

/** The tools of all attached servers, as the engine takes them. Keep the array: findings are remembered by it. */
export function attachedTools(attached: readonly AttachedServer[]): readonly LintTool[] {
  return attached.flatMap(({ server, snapshot }) =>
    (snapshot?.tools ?? []).map(({ position, raw }) => ({ server: server.name, position, raw })),
  );
}

/** Every finding in an assistant's prompt and in the tools it is given. */
export function lintAssistant(
  prompt: string,
  tools: readonly LintTool[],
  attached: readonly AttachedServer[],
  { severities, profileId }: Pick<Assistant, "severities" | "profileId">,
  suppressions: readonly Suppression[],
): readonly Diagnostic[] {
  return lint({
    prompt,
    tools,
    history: attached.flatMap(({ past }) => past),
    profile: findProfile(profileId) ?? insighto,
    severities,
    suppressions,
  });
}

/** Where the prompt says when to use each tool. */
export const triggersOf = (prompt: string, tools: readonly LintTool[]): readonly TriggerRow[] =>
  triggerTable(promptFacts(prompt), listFacts(tools));

/** What the editor shows of it: tool names to complete and explain, findings in the prompt to underline. */
export function editorContext(
  tools: readonly LintTool[],
  attached: readonly AttachedServer[],
  diagnostics: readonly Diagnostic[],
  now: number,
): PromptContext {
  const seen = new Map(
    attached.map(({ server, snapshot }) => [
      server.name,
      snapshot === undefined ? "never listed" : `listed ${formatAge(Date.parse(snapshot.takenAt), now)}`,
    ]),
  );
  return {
    tools: tools.map(({ server = "", raw }) => {
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
    }),
    problems: diagnostics.flatMap(({ target, range, severity, ruleId, message, fix }) => {
      if (target.kind !== "prompt" || range === undefined) return [];
      const edits = textEdits(fix);
      return [
        {
          ...range,
          severity,
          code: ruleId,
          message,
          ...(fix === undefined || edits === undefined ? {} : { fix: { title: fix.title, edits } }),
        },
      ];
    }),
  };
}

/** The edits of a fix where all of them are in the prompt's text. */
export function textEdits(
  fix: Diagnostic["fix"],
): readonly { readonly start: number; readonly end: number; readonly text: string }[] | undefined {
  const edits = fix?.edits.flatMap((edit) => (edit.kind === "text" ? [{ ...edit.range, text: edit.text }] : []));
  return edits === undefined || edits.length !== fix?.edits.length || edits.length === 0 ? undefined : edits;
}
