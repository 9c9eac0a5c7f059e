import { useEffect } from "react";
import { create } from "zustand";

/** Something a person can do: in the command palette, perhaps on a key, perhaps on a button. */
export interface Action {
  /** `noun.verb`, unique while it is offered. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette. */
  readonly group: string;
  /** Further words it is found by. */
  readonly keywords?: string;
  /** As `useHotkeys` reads it: `mod+K`, `F6`. Works anywhere in the window, editors included. */
  readonly shortcut?: string;
  readonly run: () => void;
}

interface ActionsState {
  /** By contributor, so that one leaving takes only its own. */
  readonly contributions: ReadonlyMap<symbol, readonly Action[]>;
}

const useActionsStore = create<ActionsState>(() => ({ contributions: new Map() }));

/** Offers actions while they are wanted. Returns a function that withdraws them. */
export function offerActions(actions: readonly Action[]): () => void {
  const contributor = Symbol("actions");
  const change = (edit: (map: Map<symbol, readonly Action[]>) => void): void =>
    useActionsStore.setState(({ contributions }) => {
      const next = new Map(contributions);
      edit(next);
      return { contributions: next };
    });
  change((map) => map.set(contributor, actions));
  return () => change((map) => map.delete(contributor));
}

/** Offers actions while the component is mounted. Memoise the list: a new one replaces the old. */
export function useOfferedActions(actions: readonly Action[]): void {
  useEffect(() => offerActions(actions), [actions]);
}

/** Every action on offer now, in the order in which it was contributed. */
export const useContributions = (): ReadonlyMap<symbol, readonly Action[]> =>
  useActionsStore((state) => state.contributions);

/** Every action on offer, flat; for key handlers, outside of rendering. */
export function offeredActions(): readonly Action[] {
  return [...useActionsStore.getState().contributions.values()].flat();
}

/** One action while it is on offer, for a button that belongs to another part of the window than what it does. */
export function useOffered(id: string): Action | undefined {
  return useActionsStore(({ contributions }) => {
    for (const actions of contributions.values()) {
      const found = actions.find((action) => action.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  });
}
