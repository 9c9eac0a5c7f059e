import { useEffect } from "react";
import { create } from "zustand";
import { useApi } from "#renderer/api/console-api.tsx";
import { percentile } from "#shared/base/percentile.ts";
import type { CallRow } from "#shared/contract/call-record.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** How many calls of a server count. */
const WINDOW = 50;

interface LatencyState {
  /** Total times in milliseconds of answered calls, newest first. */
  readonly byServer: ReadonlyMap<string, readonly number[]>;
}

const useLatencyStore = create<LatencyState>(() => ({ byServer: new Map() }));
const NONE: readonly number[] = [];

/** How long the calls of a server take: the 95th percentile of its last 50 answered calls, in milliseconds. */
export function useLatency(serverId: string): { readonly count: number; readonly p95Ms: number | undefined } {
  const api = useApi();
  useEffect(() => {
    readLatency(api, serverId).catch(() => undefined); // only where the wire died
  }, [api, serverId]);
  useEffect(() => api.on("call.finished", ({ call }) => note(call)), [api]);
  const times = useLatencyStore((state) => state.byServer.get(serverId) ?? NONE);
  return { count: times.length, p95Ms: percentile(times, 0.95) };
}

async function readLatency(api: ConsoleApi, serverId: string): Promise<void> {
  if (useLatencyStore.getState().byServer.has(serverId)) return;
  const rows = await api.call("calls.list", { serverId, limit: WINDOW });
  put(serverId, rows.flatMap(answeredMs));
}

function note(call: CallRow): void {
  const times = useLatencyStore.getState().byServer.get(call.serverId);
  if (times !== undefined) put(call.serverId, [...answeredMs(call), ...times].slice(0, WINDOW));
}

function put(serverId: string, times: readonly number[]): void {
  useLatencyStore.setState(({ byServer }) => ({ byServer: new Map(byServer).set(serverId, times) }));
}

function answeredMs({ state, totalMs }: CallRow): readonly number[] {
  return (state === "completed" || state === "tool-error") && totalMs !== undefined ? [totalMs] : [];
}
