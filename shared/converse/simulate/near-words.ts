import { stemOf } from "#shared/converse/simulate/words.ts";
import { synonymGroups } from "#shared/converse/simulate/synonyms.ts";
import file from "#shared/converse/simulate/word-neighbours.json" with { type: "json" };

/** A word near another one: its stem and how near, from 0 to 1. */
export interface NearWord {
  readonly stem: string;
  readonly nearness: number;
}

interface Table {
  readonly words: readonly string[];
  readonly bytes: string;
  readonly places: ReadonlyMap<string, number>;
  /** The most frequent word of each stem. */
  readonly byStem: ReadonlyMap<string, number>;
}

/** How near the words of one group of synonyms are. */
const SYNONYM = 0.85;
const remembered = new Map<string, readonly NearWord[]>();
const MAX_REMEMBERED = 20_000;
let opened: Table | undefined;
let groups: ReadonlyMap<string, readonly NearWord[]> | undefined;

/** Opens the table on first use: decoding it takes a few milliseconds, and a machine without conversations pays nothing. */
function table(): Table {
  if (opened === undefined) {
    const words = file.words.split(" ");
    const byStem = new Map<string, number>();
    words.forEach((word, place) => {
      const stem = stemOf(word);
      if (!byStem.has(stem)) byStem.set(stem, place);
    });
    opened = { words, bytes: atob(file.table), places: new Map(words.map((word, place) => [word, place])), byStem };
  }
  return opened;
}

function synonyms(): ReadonlyMap<string, readonly NearWord[]> {
  if (groups === undefined) {
    const map = new Map<string, Map<string, number>>();
    for (const group of synonymGroups) {
      const stems = [...new Set(group.split(" ").map(stemOf))];
      for (const stem of stems) {
        const near = map.get(stem) ?? new Map<string, number>();
        for (const other of stems) if (other !== stem) near.set(other, SYNONYM);
        map.set(stem, near);
      }
    }
    groups = new Map(
      [...map].map(([stem, near]) => [stem, [...near].map(([other, nearness]) => ({ stem: other, nearness }))]),
    );
  }
  return groups;
}

/**
 * The words near a word, best first: synonyms of the assistants' trade, then neighbours in public word vectors.
 * Stems, each once, never the word's own.
 */
export function nearWords(lower: string): readonly NearWord[] {
  const known = remembered.get(lower);
  if (known !== undefined) return known;
  const own = stemOf(lower);
  const best = new Map<string, number>();
  for (const { stem, nearness } of synonyms().get(own) ?? []) best.set(stem, nearness);
  const { words, bytes, places, byStem } = table();
  const place = places.get(lower) ?? byStem.get(own);
  const count = place === undefined ? 0 : file.near;
  for (let nth = 0; nth < count; nth += 1) {
    const at = ((place ?? 0) * file.near + nth) * 3;
    const nearness = bytes.charCodeAt(at + 2) / 255;
    if (nearness === 0) break;
    const stem = stemOf(words[bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)] ?? "");
    if (stem !== own && nearness > (best.get(stem) ?? 0)) best.set(stem, nearness);
  }
  const near = [...best].map(([stem, nearness]) => ({ stem, nearness }));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(lower, near);
  return near;
}

/** The place of a word among the 24,000 most frequent; undefined for one that is not among them. */
export const placeOf = (lower: string): number | undefined => table().places.get(lower);

/** How rare a word is in English at large: 0 for the most frequent, 1 for one outside the 24,000 most frequent. */
export function rarity(lower: string): number {
  const { words, places, byStem } = table();
  const place = places.get(lower) ?? byStem.get(stemOf(lower));
  return place === undefined ? 1 : Math.log(1 + place) / Math.log(1 + words.length);
}
