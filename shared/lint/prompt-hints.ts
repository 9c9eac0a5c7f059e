import type { JsonObject } from "#shared/base/json.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { triggerTable } from "#shared/lint/triggers.ts";

/** One line of a prompt's trigger table, as the simulated model takes it. */
export interface PromptHint {
  readonly tool: string;
  /** The statement in the prompt, as one line. */
  readonly says: string;
  readonly kind: "use" | "never";
}

/**
 * What a prompt says on using each tool, as the linter reads it. `raw` carries the name that the prompt speaks of;
 * `name` is what the model calls the tool, where that differs.
 */
export function promptHints(
  prompt: string,
  tools: readonly { readonly name: string; readonly raw: JsonObject }[],
): readonly PromptHint[] {
  if (prompt.trim() === "") return [];
  const list = listFacts(tools.map(({ raw }, position) => ({ raw, position })));
  return triggerTable(promptFacts(prompt), list).flatMap(({ tool, triggers, prohibitions }) => {
    const name = tools[tool.index]?.name ?? "";
    return [
      ...triggers.map(({ says }) => ({ tool: name, says, kind: "use" as const })),
      ...prohibitions.map(({ start, end }) => ({ tool: name, says: prompt.slice(start, end), kind: "never" as const })),
    ];
  });
}
