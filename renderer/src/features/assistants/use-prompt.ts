import { useEffect, useEffectEvent, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { saveAssistant } from "#renderer/features/assistants/assistants-store.ts";
import type { Assistant } from "#shared/contract/assistant.ts";

/** Typing pauses this long before the prompt is saved. */
const SAVE_AFTER_MS = 600;

/**
 * The prompt that is being typed: saved when typing pauses and when the page goes; a change made elsewhere (a rewrite
 * from the Drift tab, another window) is taken over unless something unsaved stands here.
 */
export function usePrompt(assistant: Assistant): readonly [string, (change: (now: string) => string) => void] {
  const api = useApi();
  const [prompt, setPrompt] = useState(assistant.prompt);
  const [known, setKnown] = useState(assistant.prompt);
  const [sent, setSent] = useState<string>();
  if (known !== assistant.prompt) {
    setKnown(assistant.prompt);
    if (assistant.prompt !== sent && prompt === known) setPrompt(assistant.prompt);
  }
  useEffect(() => {
    if (prompt === assistant.prompt) return undefined;
    const timer = setTimeout(() => {
      setSent(prompt);
      void saveAssistant(api, { ...assistant, prompt });
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [api, assistant, prompt]);
  const saveRest = useEffectEvent(() => {
    if (prompt !== assistant.prompt) void saveAssistant(api, { ...assistant, prompt });
  });
  useEffect(() => () => saveRest(), []);
  return [prompt, setPrompt];
}
