import type { SpotlightActionData, SpotlightActionGroupData, SpotlightFilterFunction } from "@mantine/spotlight";

/**
 * The actions that have every word of the query, in any order; groups and actions with the better match first, else in
 * their own order. Best is a title that begins with the query, then one whose words do, one that has them, keywords.
 */
export const filterActions: SpotlightFilterFunction = (query, offered) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return offered
    .flatMap((group) => {
      if (!("actions" in group)) return [];
      const ranked = group.actions
        .map((action) => ({ action, rank: rankOf(action, words) }))
        .filter(({ rank }) => rank !== undefined)
        .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
      const best = ranked[0]?.rank;
      if (best === undefined) return [];
      const found: SpotlightActionGroupData = { group: group.group, actions: ranked.map(({ action }) => action) };
      return [{ best, found }];
    })
    .toSorted((a, b) => a.best - b.best)
    .map(({ found }) => found);
};

function rankOf({ label = "", keywords }: SpotlightActionData, words: readonly string[]): number | undefined {
  const title = label.toLowerCase();
  if (title.startsWith(words.join(" "))) return 0;
  if (words.every((word) => ` ${title}`.includes(` ${word}`))) return 1;
  if (words.every((word) => title.includes(word))) return 2;
  const all = `${title} ${String(keywords ?? "").toLowerCase()}`;
  return words.every((word) => all.includes(word)) ? 3 : undefined;
}
