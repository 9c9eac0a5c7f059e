import type { JsonObject } from "#shared/base/json.ts";
import { viewTool } from "#shared/mcp/tool.ts";

/** A tool of an attached server, or a custom HTTP tool, before it has a name of its own in a conversation. */
export interface AttachedTool {
  /** Tells the places apart where a name is used twice: the server's id, or the same word for all custom tools. */
  readonly place: string;
  /** The place as a person knows it: the server's name, or "custom". */
  readonly placeName: string;
  /** What its place calls it. */
  readonly toolName: string;
  /** As the model reads it: drafts applied. */
  readonly raw: JsonObject;
}

/** A tool as a model is told of it, and the attached tool that it stands for. */
export interface OfferableTool<T extends AttachedTool> {
  /** Unique in the list, and accepted as OpenAI and Anthropic accept names. */
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  readonly attached: T;
}

const LONGEST = 64;
const ACCEPTED = /^[a-zA-Z0-9_-]{1,64}$/;
const LONGEST_PLACE = 24;

/**
 * Gives every tool a name that is unique and that OpenAI and Anthropic accept (letters, digits, `_`, `-`, at most 64; who
 * speaks to Gemini maps a first digit once more), one to one and in order. A name that is fine and used by one place alone stays; one that several places use gets its place in
 * front (`acme__search`). `shared` names those. Depends on the list and its order only.
 */
export function offerTools<T extends AttachedTool>(
  tools: readonly T[],
): { readonly tools: readonly OfferableTool<T>[]; readonly shared: readonly string[] } {
  const places = new Map<string, Set<string>>();
  for (const { toolName, place } of tools) {
    const held = places.get(toolName);
    if (held === undefined) places.set(toolName, new Set([place]));
    else held.add(place);
  }
  const isShared = ({ toolName }: T): boolean => (places.get(toolName)?.size ?? 0) > 1;
  const keeps = (tool: T): boolean => ACCEPTED.test(tool.toolName) && !isShared(tool);
  const taken = new Set(tools.filter(keeps).map(({ toolName }) => toolName));
  const given = new Set<string>();
  const counts = new Map<string, number>();
  const named = tools.map((attached) => {
    const wanted = isShared(attached)
      ? `${accepted(attached.placeName, LONGEST_PLACE) || "server"}__${attached.toolName}`
      : attached.toolName;
    // The first of a name that is fine keeps it; whatever comes after gives way.
    const own = keeps(attached) && !given.has(attached.toolName);
    const name = own ? attached.toolName : free(accepted(wanted, LONGEST) || "tool", taken, counts);
    taken.add(name);
    given.add(name);
    const { description, title, inputSchema } = viewTool(attached.raw);
    return { name, description: description ?? title ?? "", inputSchema, attached };
  });
  return { tools: named, shared: [...places].filter(([, held]) => held.size > 1).map(([name]) => name) };
}

const accepted = (text: string, longest: number): string =>
  text
    .replaceAll(/[^a-zA-Z0-9_-]+/g, "_")
    .slice(0, longest)
    .replace(/^_+(?=.)/, "");

/** `counts` remembers how far a name was counted: thousands of one name cost no more than others. */
function free(wanted: string, taken: ReadonlySet<string>, counts: Map<string, number>): string {
  let name = wanted;
  let count = counts.get(wanted) ?? 1;
  while (taken.has(name)) {
    count += 1;
    const suffix = `_${count}`;
    name = `${wanted.slice(0, LONGEST - suffix.length)}${suffix}`;
  }
  counts.set(wanted, count);
  return name;
}
