import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Comparison } from "#shared/contract/drift.ts";
import { impactOf, type PromptImpact } from "#shared/drift/impact.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** An assistant whose prompt names what changed. */
export interface PromptRewrite {
  readonly assistant: Assistant;
  readonly impacts: readonly PromptImpact[];
}

/** The assistants attached to a server whose prompts name what a comparison found changed. */
export function usePromptImpacts(serverId: string, comparison: Comparison | undefined): readonly PromptRewrite[] {
  const api = useApi();
  const [assistants, setAssistants] = useState<readonly Assistant[]>([]);
  useEffect(() => {
    api.call("assistants.list", {}).then(setAssistants, () => undefined); // only where the wire died
    return api.on("assistants.changed", ({ assistants: all }) => setAssistants(all));
  }, [api]);
  return comparison === undefined ? [] : promptImpacts(serverId, comparison, assistants);
}

/** Which prompts of which assistants a comparison touches, worst place first in the text's own order. */
export function promptImpacts(
  serverId: string,
  { drift, after }: Comparison,
  assistants: readonly Assistant[],
): readonly PromptRewrite[] {
  const attached = assistants.filter(({ serverIds }) => serverIds.includes(serverId));
  const { prompts } = impactOf(drift, after.tools, {
    prompts: attached.map(({ id, prompt }) => ({ id, text: prompt })),
  });
  return attached.flatMap((assistant) => {
    const impacts = prompts.filter(({ promptId }) => promptId === assistant.id);
    return impacts.length === 0 ? [] : [{ assistant, impacts }];
  });
}

/** The prompt with every offered rewrite made. */
export function rewritten({ assistant: { prompt }, impacts }: PromptRewrite): string {
  let text = prompt;
  let from = prompt.length;
  for (const { start, end, rewrite } of impacts.toSorted((a, b) => b.start - a.start)) {
    if (rewrite === undefined || end > from) continue; // an overlapping place was rewritten already
    text = text.slice(0, start) + rewrite.replacement + text.slice(end);
    from = start;
  }
  return text;
}

/** Saves an assistant with another prompt; everything else stays as it is. */
export async function savePrompt(api: ConsoleApi, assistant: Assistant, prompt: string): Promise<void> {
  const { id, name, serverIds, profileId, severities } = assistant;
  await api.call("assistants.save", { id, name, prompt, serverIds, profileId, severities });
}
