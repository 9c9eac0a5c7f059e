import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Conversation, ConversationStep } from "#shared/contract/conversation.ts";
import { toolLatency, type ToolLatency } from "#shared/converse/voice/tool-latency.ts";

type Called = Extract<ConversationStep, { kind: "called" }>;

const NONE: ReadonlyMap<string, ToolLatency> = new Map();

/** How long the tools of a turn took over their history, by the name that the model uses. Only calls that were answered. */
export function useToolLatencies(
  { opening }: Conversation,
  called: readonly Called[],
): ReadonlyMap<string, ToolLatency> {
  const api = useApi();
  const [latencies, setLatencies] = useState(NONE);
  useEffect(() => {
    let current = true;
    const readOne = async (tool: string): Promise<readonly [string, ToolLatency | undefined]> => {
      const offered = opening.tools.find(({ name }) => name === tool);
      const own = called
        .filter((step) => step.tool === tool && step.state !== "running")
        .map(({ timings, ms }) => timings?.totalMs ?? ms);
      // Calls of a custom HTTP tool are kept in the conversation only.
      if (offered?.serverId === undefined) return [tool, toolLatency(own)];
      const rows = await api.call("calls.list", {
        serverId: offered.serverId,
        toolName: offered.toolName,
        limit: 200,
      });
      const times = rows.flatMap(({ state, totalMs }) =>
        totalMs !== undefined && (state === "completed" || state === "tool-error") ? [totalMs] : [],
      );
      return [tool, toolLatency(times.length === 0 ? own : times)];
    };
    Promise.all([...new Set(called.map(({ tool }) => tool))].map(readOne)).then(
      (all) => {
        if (current)
          setLatencies(new Map(all.flatMap(([tool, latency]) => (latency === undefined ? [] : [[tool, latency]]))));
      },
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, opening, called]);
  return latencies;
}
