import type { ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import type { ModelTool } from "#core/model-ports.ts";

/** Lists that are kept read: a conversation, a suite and a draft's before and after, twice. */
const MOST_KEPT = 8;

/** Tool lists that were read, by key; the one that was longest unused goes first. */
export interface IndexCache {
  /** The index of a list, read now where it is not known. */
  read(key: string, tools: readonly ModelTool[]): ToolIndex;
  known(key: string): ToolIndex | undefined;
}

/** A cache around `indexTools`, which is passed in because it is loaded late. */
export function indexCache(index: (tools: readonly ModelTool[]) => ToolIndex): IndexCache {
  const held = new Map<string, ToolIndex>();
  const known = (key: string): ToolIndex | undefined => {
    const found = held.get(key);
    if (found === undefined) return undefined;
    held.delete(key); // to the end: it is the one used last
    held.set(key, found);
    return found;
  };
  return {
    known,
    read(key, tools) {
      const before = known(key);
      if (before !== undefined) return before;
      const made = index(tools);
      held.set(key, made);
      if (held.size > MOST_KEPT) for (const oldest of [...held.keys()].slice(0, 1)) held.delete(oldest);
      return made;
    },
  };
}
