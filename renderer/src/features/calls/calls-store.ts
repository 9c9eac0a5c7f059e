import { create } from "zustand";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";

/** The call that a tool's pane shows. */
export type CallView =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly callId: string; readonly startedAt: number; readonly progress?: Progress }
  | { readonly state: "done"; readonly record: CallRecord }
  | { readonly state: "refused"; readonly error: ConsoleError };

/** What the server last said of how far it is. */
export interface Progress {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

interface CallsState {
  /** What stands in the arguments editor, by tool. Kept while the window lives, whatever is opened meanwhile. */
  readonly drafts: ReadonlyMap<string, string>;
  readonly views: ReadonlyMap<string, CallView>;
}

export const useCalls = create<CallsState>(() => ({ drafts: new Map(), views: new Map() }));

const IDLE: CallView = { state: "idle" };

/** Names a tool in this store. The name is the server's, so it is a map key and never a property. */
export const toolKey = (serverId: string, toolName: string): string => `${serverId} ${toolName}`;

/** The call shown for a tool. */
export const useCallView = (key: string): CallView => useCalls((state) => state.views.get(key) ?? IDLE);

/** Keeps what was typed. */
export function setDraft(key: string, text: string): void {
  useCalls.setState(({ drafts }) => ({ drafts: new Map(drafts).set(key, text) }));
}

/** Shows a call. */
export function setView(key: string, view: CallView): void {
  useCalls.setState(({ views }) => ({ views: new Map(views).set(key, view) }));
}

/** Notes progress of a running call; late news of another call is passed over. */
export function setProgress(callId: string, progress: Progress): void {
  useCalls.setState(({ views }) => {
    for (const [key, view] of views) {
      if (view.state === "running" && view.callId === callId)
        return { views: new Map(views).set(key, { ...view, progress }) };
    }
    return {};
  });
}
