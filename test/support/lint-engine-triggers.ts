import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { triggerTable } from "#shared/lint/triggers.ts";
import type { SamplePrompt, TriggerLabels } from "./lint-data.ts";

/** The engine's answers in the form of a reader's: for every tool of every prompt, whether it has a trigger. */
export function engineTriggers(prompts: readonly SamplePrompt[]): TriggerLabels {
  return Object.fromEntries(
    prompts.map(({ prompt, tools }, index) => [
      index,
      Object.fromEntries(
        triggerTable(promptFacts(prompt), listFacts(tools)).map(({ tool, triggers }) => [
          tool.index,
          triggers.length > 0,
        ]),
      ),
    ]),
  );
}
