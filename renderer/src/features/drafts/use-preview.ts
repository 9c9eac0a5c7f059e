import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import type { Rankings } from "#renderer/features/drafts/rank-moves.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";

/** What the ranking panel shows. An older answer stays on screen while a newer one is on its way. */
export interface Preview {
  readonly shown: Rankings | undefined;
  readonly error: ConsoleError | undefined;
  readonly asking: boolean;
}

/** Keys follow each other faster than this; one question is enough for them. */
const ASK_AFTER_MS = 120;
const NOTHING: Preview = { shown: undefined, error: undefined, asking: false };

/** Asks how an utterance is ranked with and without a draft, whenever either changes. The newest question wins. */
export function usePreview(utterance: string, draft: DraftTexts, assistantId: string | undefined): Preview {
  const api = useApi();
  const [preview, setPreview] = useState(NOTHING);
  const said = utterance.trim();
  const key = JSON.stringify({ said, draft, assistantId });
  useEffect(() => {
    const question = JSON.parse(key) as { said: string; draft: DraftTexts; assistantId?: string };
    if (question.said === "") return undefined;
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      setPreview((now) => ({ ...now, asking: true }));
      const answer = await api.call(
        "drafts.preview",
        {
          utterance: question.said,
          draft: question.draft,
          ...(question.assistantId === undefined ? {} : { assistantId: question.assistantId }),
        },
        { signal: controller.signal },
      );
      if (controller.signal.aborted) return;
      setPreview(
        answer.ok
          ? { shown: answer.value, error: undefined, asking: false }
          : { shown: undefined, error: answer.error, asking: false },
      );
    };
    // A question that was overtaken rejects as cancelled; a dead wire is said by the connection bar.
    const timer = setTimeout(() => ask().catch(() => undefined), ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, key]);
  return said === "" ? NOTHING : preview;
}
