import type { ListedTool, ListFacts } from "#shared/lint/list-facts.ts";
import { areOpposite, canonicalVerb, MUTATING, READING } from "#shared/lint/verbs.ts";
import { contentStems, stem, wordsOf } from "#shared/lint/words.ts";

/** Words of a name that do not tell what a tool does. */
const EMPTY_WORD =
  /^(v?\d+|tool|api|new|old|alt|custom|improved|enhanced|better|advanced|the|a|an|my|trusted|fast|legacy|beta)$/;

/** Verbs, by the first of their synonyms, that do different things to the same thing. */
const DEEDS: ReadonlySet<string> = new Set(["create", "delete", "update", "run", "send"]);

const remembered = new WeakMap<ListFacts, readonly (readonly [ListedTool, ListedTool])[]>();

/** The pairs of tools, the earlier one first, that a model cannot tell apart. Worked out once a list. */
export function confusablePairs(list: ListFacts): readonly (readonly [ListedTool, ListedTool])[] {
  const known = remembered.get(list);
  if (known !== undefined) return known;
  const { tools } = list;
  const pairs: (readonly [ListedTool, ListedTool])[] = [];
  const seen = new Set<number>();
  for (const [first, second] of candidates(tools.map(prepare))) {
    const key = first.tool.index * tools.length + second.tool.index;
    if (seen.has(key) || first.tool.facts.name === second.tool.facts.name) continue;
    seen.add(key);
    if (confusable(first, second)) pairs.push([first.tool, second.tool]);
  }
  remembered.set(list, pairs);
  return pairs;
}

interface Prepared {
  readonly tool: ListedTool;
  /** Name words that tell something, verbs by their first synonym, in any order. */
  readonly name: ReadonlySet<string>;
  /** Content words of the description. */
  readonly said: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  /** The words of the name that are no verbs, as one text: what the tool works on. */
  readonly things: string;
  /** Whether the name says that the tool changes something. */
  readonly changes: boolean;
}

function prepare(tool: ListedTool): Prepared {
  const { facts } = tool;
  const name = facts.nameWords.filter((word) => !EMPTY_WORD.test(word)).map((word) => canonicalVerb(stem(word)));
  const prose = facts.description.split(/\n[^\S\n]*(?:Args|Arguments|Parameters|Returns|Raises)\s*:/)[0] ?? "";
  return {
    tool,
    name: new Set(name),
    said: new Set(contentStems(prose).map(canonicalVerb)),
    parameters: new Set(facts.parameters.map((parameter) => parameter.name)),
    things: thingsOf(tool),
    changes: facts.nameWords.some((word) => MUTATING.has(word)),
  };
}

/** Pairs worth a look: the same telling name, or the same words once each one's own name is taken out. Near-linear. */
function* candidates(tools: readonly Prepared[]): Generator<readonly [Prepared, Prepared]> {
  const groups = new Map<string, Prepared[]>();
  for (const tool of tools) {
    const said = [...tool.said].toSorted();
    const own = said.filter((word) => !tool.name.has(word));
    const { things } = tool;
    const words = [...tool.name].toSorted();
    const keys = [`name ${words.join(" ")}`];
    if (words.length > 2)
      keys.push(...words.map((word) => `name ${words.filter((other) => other !== word).join(" ")}`));
    if (things !== "") keys.push(`things ${things}`);
    if (tool.said.size > 0) keys.push(`said ${said.join(" ")}`);
    if (own.length > 1) keys.push(`own ${own.slice(0, 6).join(" ")}`, `end ${own.slice(-6).join(" ")}`);
    for (const key of keys) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [tool]);
      else if (group.length < 40) group.push(tool);
    }
  }
  for (const group of groups.values()) {
    for (const [index, second] of group.entries()) {
      for (let earlier = 0; earlier < index; earlier += 1) yield [group[earlier] as Prepared, second];
    }
  }
}

function confusable(a: Prepared, b: Prepared): boolean {
  const bothSay = a.said.size > 0 && b.said.size > 0;
  // Too unlike for every test below; most pairs end here.
  if (bothSay && Math.min(a.said.size, b.said.size) < 0.5 * Math.max(a.said.size, b.said.size)) return false;
  const alike = jaccard(a.said, b.said);
  if (bothSay && alike < 0.5) return false;
  const onlyA = [...a.name].filter((word) => !b.name.has(word));
  const onlyB = [...b.name].filter((word) => !a.name.has(word));
  const words = [a.tool.facts.nameWords, b.tool.facts.nameWords] as const;
  const opposed = words[0].some(
    (word) => !words[1].includes(word) && words[1].some((other) => areOpposite(word, other)),
  );
  if (
    opposed ||
    doOther(onlyA, onlyB) ||
    (takesOwn(onlyA, a, b) && takesOwn(onlyB, b, a)) ||
    names(a, b) ||
    names(b, a)
  )
    return false;
  const sameArguments = jaccard(a.parameters, b.parameters);
  if (onlyA.length === 0 && onlyB.length === 0) {
    const plural = a.tool.facts.outputNodes.length > 0 && b.tool.facts.outputNodes.length > 0 && alike < 0.7;
    return !plural && (alike >= 0.5 || a.said.size === 0 || b.said.size === 0) && sameArguments >= 0.5;
  }
  if (swallows(a, b, alike) || swallows(b, a, alike)) return true;
  const contained = onlyA.length === 0 || onlyB.length === 0 ? within(a.said, b.said) : 0;
  if (a.said.size < 3 || b.said.size < 3 || (alike < 0.8 && (contained < 0.95 || alike < 0.5))) return false; // too little said: the names must do
  // What tells the names apart must not be said by either description, or it does tell them apart.
  const told = onlyA.some((word) => tells(word, a, b)) || onlyB.some((word) => tells(word, b, a));
  if (told) return false;
  const bothName = onlyA.length > 0 && onlyB.length > 0;
  return bothName ? alike >= 0.95 && sameArguments >= 0.5 : sameArguments >= 0.3;
}

/** Whether the names differ by what is done: creating is not updating, whatever the descriptions share. */
function doOther(onlyA: readonly string[], onlyB: readonly string[]): boolean {
  const [one, other] = [onlyA.filter((word) => DEEDS.has(word)), onlyB.filter((word) => DEEDS.has(word))];
  return onlyA.length === 1 && onlyB.length === 1 && one.length === 1 && other.length === 1;
}

/** Whether a word of a tool's name is of a parameter that the other tool has not: by number, by hash. */
function takesOwn(only: readonly string[], own: Prepared, other: Prepared): boolean {
  return [...own.parameters].some(
    (name) => !other.parameters.has(name) && wordsOf(name).some((word) => only.includes(stem(word))),
  );
}

/** Whether a word of a tool's name, or what it shortens (`org`), is said by its own description and not by the other. */
function tells(word: string, own: Prepared, other: Prepared): boolean {
  if (own.said.has(word)) return !other.said.has(word);
  return word.length > 2 && [...own.said].some((said) => said.startsWith(word) && !other.said.has(said));
}

/** Whether one description sends the model to the other tool: then it tells the two apart. */
function names(a: Prepared, b: Prepared): boolean {
  return a.tool.facts.description.includes(b.tool.facts.name) && !a.tool.facts.name.includes(b.tool.facts.name);
}

function thingsOf({ facts }: ListedTool): string {
  const things = facts.nameWords.filter((word) => !EMPTY_WORD.test(word) && !MUTATING.has(word) && !READING.has(word));
  return things.map(stem).toSorted().join(" ");
}

/** Whether one tool does all that the other does, and more, to the same thing: `create_issue` beside `issue_write`. */
function swallows(whole: Prepared, part: Prepared, alike: number): boolean {
  if (part.said.size < 3 || alike < 0.6 || whole.things !== part.things || whole.changes !== part.changes) return false;
  return [...part.said].every((word) => whole.said.has(word));
}

/** The share of the smaller set that the other one holds too. */
function within(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  return [...small].filter((word) => large.has(word)).length / small.size;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / (a.size + b.size - shared);
}
