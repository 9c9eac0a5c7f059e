import {
  averageLengthsOf,
  indexTools,
  type IndexedInput,
  type IndexedTool,
  type ToolIndex,
} from "#shared/converse/simulate/index-tools.ts";

/**
 * The index with some tools read otherwise: what `indexTools` gives for the changed list, for the price of the changed
 * tools. Places outside the list are passed over. The index that was given stays as it is.
 */
export function replaceTools(
  index: ToolIndex,
  changes: readonly { readonly position: number; readonly tool: IndexedInput }[],
): ToolIndex {
  return changes.reduce((now, { position, tool }) => replaceTool(now, position, tool), index);
}

function replaceTool(index: ToolIndex, position: number, input: IndexedInput): ToolIndex {
  const before = index.tools[position];
  const [read] = indexTools([input]).tools;
  if (before === undefined || read === undefined) return index;
  const after: IndexedTool = { ...read, position };
  const tools = index.tools.with(position, after);
  const postings = index.postings.map((held, field) => {
    const next = new Map(held);
    for (const stem of before.counts[field]?.keys() ?? []) {
      const rest = (next.get(stem) ?? []).filter((place) => place !== position);
      if (rest.length === 0) next.delete(stem);
      else next.set(stem, rest);
    }
    for (const stem of after.counts[field]?.keys() ?? [])
      next.set(
        stem,
        [...(next.get(stem) ?? []), position].toSorted((one, two) => one - two),
      );
    return next;
  });
  const spread = new Map(index.spread);
  const add = (stem: string, count: number): void => {
    const total = (spread.get(stem) ?? 0) + count;
    if (total === 0) spread.delete(stem);
    else spread.set(stem, total);
  };
  for (const stem of stemsOf(before)) add(stem, -1);
  for (const stem of stemsOf(after)) add(stem, 1);
  return { ...index, tools, postings, spread, averageLengths: averageLengthsOf(tools) };
}

const stemsOf = ({ counts }: IndexedTool): ReadonlySet<string> =>
  new Set(counts.flatMap((count) => Array.from(count.keys())));
