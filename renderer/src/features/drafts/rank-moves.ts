/** One tool of a ranking. */
export interface RankedTool {
  readonly name: string;
  readonly score: number;
}

/** Two rankings of the same utterance, best first. */
export interface Rankings {
  readonly before: readonly RankedTool[];
  readonly after: readonly RankedTool[];
}

/** A row of the list after: its place, and how many places it rose (negative: fell); undefined where it is new. */
export interface MovedTool extends RankedTool {
  readonly place: number;
  readonly rose: number | undefined;
}

/** The list after, with each tool's move. Places start at 1. */
export function movedTools({ before, after }: Rankings): readonly MovedTool[] {
  const places = new Map(before.map(({ name }, index) => [name, index + 1]));
  return after.map(({ name, score }, index) => {
    const was = places.get(name);
    return { name, score, place: index + 1, rose: was === undefined ? undefined : was - (index + 1) };
  });
}

/** What a draft did to its own tool, in one sentence. `name` is shown as code between back-ticks. */
export function sayMove(name: string, { before, after }: Rankings): string {
  const was = before.findIndex((tool) => tool.name === name) + 1;
  const now = after.findIndex((tool) => tool.name === name) + 1;
  if (was === 0 && now === 0) return `\`${name}\` is not among the tools considered, with the draft or without it.`;
  if (was === 0) return `\`${name}\` was not considered, and is ${ordinal(now)} with the draft.`;
  if (now === 0) return `\`${name}\` was ${ordinal(was)}, and is not considered with the draft.`;
  if (was === now) return `\`${name}\` stays ${ordinal(now)}.`;
  return `\`${name}\` moves from ${ordinal(was)} to ${ordinal(now)}.`;
}

/** What a tool is called in a ranking: its own name, or that with its server in front where several servers share it. */
export function offeredName(name: string, { before, after }: Rankings): string {
  const names = [...before, ...after].map((tool) => tool.name);
  if (names.includes(name)) return name;
  const [only, ...others] = new Set(names.filter((one) => one.endsWith(`__${name}`)));
  return only === undefined || others.length > 0 ? name : only;
}

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(place: number): string {
  const tens = place % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${ending}`;
}
