import { useEffect, useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { formatArguments } from "#renderer/features/calls/format-arguments.ts";
import { setDraft, toolKey, useCalls } from "#renderer/features/calls/calls-store.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import { sampleArguments } from "#shared/schema/sample-arguments.ts";

/** The arguments of a tool as they stand in the editor. */
export interface Draft {
  readonly text: string;
  readonly change: (text: string) => void;
  /** Back to what the schema suggests. */
  readonly reset: () => void;
}

/**
 * What was typed for a tool, kept while the window lives. At first: the arguments of its last call, else what the schema
 * suggests. What is typed before the last call has been read stays.
 */
export function useDraft(serverId: string, tool: ToolView): Draft {
  const api = useApi();
  const key = toolKey(serverId, tool.name);
  const draft = useCalls((state) => state.drafts.get(key));
  const sample = useMemo(() => JSON.stringify(sampleArguments(tool.inputSchema), undefined, 2), [tool.inputSchema]);

  useEffect(() => {
    if (useCalls.getState().drafts.has(key)) return undefined;
    let wanted = true;
    const recall = async (): Promise<void> => {
      const [last] = await api.call("calls.list", { serverId, toolName: tool.name, limit: 1 });
      if (last === undefined || !wanted) return;
      const record = await api.call("calls.get", { id: last.id });
      if (wanted && record.ok && !useCalls.getState().drafts.has(key))
        setDraft(key, formatArguments(record.value.argumentsText));
    };
    // Without its history the draft is what the schema suggests.
    recall().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [api, key, serverId, tool.name]);

  return {
    text: draft ?? sample,
    change: (text) => setDraft(key, text),
    reset: () => setDraft(key, sample),
  };
}
