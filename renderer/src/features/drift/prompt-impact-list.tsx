import { Button } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useApi } from "#renderer/api/console-api.tsx";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { rewritten, savePrompt, type PromptRewrite } from "#renderer/features/drift/prompt-impacts.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { PromptImpact } from "#shared/drift/impact.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import classes from "#renderer/features/drift/change-list.module.css";

/** The prompts that name what changed, each place with the rewrite that is offered. */
export function PromptImpactList({ prompts }: { readonly prompts: readonly PromptRewrite[] }) {
  const api = useApi();
  if (prompts.length === 0) return undefined;
  return (
    <details className={classes.impacts} open>
      <summary>
        <ChevronRight size={14} aria-hidden /> {formatCount(prompts.length, "prompt")}{" "}
        {prompts.length === 1 ? "names" : "name"} what changed
      </summary>
      <ul>
        {prompts.map((prompt) => (
          <li key={prompt.assistant.id}>
            <div className={classes.impactHead}>
              <strong>{prompt.assistant.name}</strong>
              {prompt.impacts.some(({ rewrite }) => rewrite !== undefined) ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`Rewrite the prompt of ${prompt.assistant.name}`}
                  onClick={() => void apply(api, prompt)}
                >
                  Rewrite the prompt
                </Button>
              ) : undefined}
            </div>
            {distinct(prompt.impacts).map(({ key, said, count }) => (
              <p key={key}>
                <CodeText text={said} />
                {count > 1 ? ` (${count} places)` : ""}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Changes the assistant's prompt, and offers to take it back. */
async function apply(api: ConsoleApi, prompt: PromptRewrite): Promise<void> {
  const { assistant, impacts } = prompt;
  await savePrompt(api, assistant, rewritten(prompt));
  const count = impacts.filter(({ rewrite }) => rewrite !== undefined).length;
  offerUndo(
    `The prompt of ${assistant.name} was rewritten in ${formatCount(count, "place")}.`,
    () => void savePrompt(api, assistant, assistant.prompt),
  );
}

function distinct(
  impacts: readonly PromptImpact[],
): readonly { readonly key: string; readonly said: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { named, reason, rewrite } of impacts) {
    const said = rewrite === undefined ? `\`${named}\`: ${reason}` : `${reason} ${rewrite.said}`;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([said, count]) => ({ key: said, said, count }));
}
