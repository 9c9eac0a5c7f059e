import { create } from "zustand";

interface ToolsView {
  /** Position of the chosen entry, by server. */
  readonly chosen: ReadonlyMap<string, string>;
  /** What stands in the filter, by server. */
  readonly filters: ReadonlyMap<string, string>;
}

/** The view state of the tool lists, kept while the window lives. */
export const useToolsView = create<ToolsView>(() => ({ chosen: new Map(), filters: new Map() }));

/** Opens an entry of a server's list. */
export function chooseTool(serverId: string, key: string): void {
  useToolsView.setState(({ chosen }) => ({ chosen: new Map(chosen).set(serverId, key) }));
}

/** Changes what a server's list is filtered by. */
export function filterBy(serverId: string, query: string): void {
  useToolsView.setState(({ filters }) => ({ filters: new Map(filters).set(serverId, query) }));
}
