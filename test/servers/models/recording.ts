import { z } from "zod";

/** One question to a model and the stream that answered it. Holds no header of the question: no key. */
const exchangeSchema = z.object({
  /** Below the base address. */
  path: z.string(),
  asked: z.record(z.string(), z.unknown()),
  status: z.number().int(),
  contentType: z.string(),
  /** The body in the pieces in which it arrived. */
  body: z.array(z.string()),
});

/** What was said between the console and one model, to be said again without it. */
export const recordingSchema = z.object({
  provider: z.enum(["openai-compatible", "openai", "anthropic", "google"]),
  /** The provider's name of the model. */
  model: z.string(),
  /** Where it came from: `loopback`, or the provider's host. */
  from: z.string(),
  exchanges: z.array(exchangeSchema),
});
export type Recording = z.infer<typeof recordingSchema>;
export type RecordedExchange = Recording["exchanges"][number];

/**
 * JSON Pointer to the first place where two questions differ; undefined where they are alike. Key order does not count,
 * nor do the ids that the SDK makes up for Gemini's calls, which are others each time: their equality does.
 */
export function firstDifference(left: unknown, right: unknown): string | undefined {
  return differs(left, right, "", [new Map(), new Map()]);
}

type Seen = readonly [left: Map<unknown, number>, right: Map<unknown, number>];

function differs(left: unknown, right: unknown, at: string, seen: Seen): string | undefined {
  if (/\/function(Call|Response)\/id$/.test(at) && number(seen[0], left) === number(seen[1], right)) return undefined;
  if (Object.is(left, right)) return undefined;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return at || "/";
  if (Array.isArray(left) !== Array.isArray(right)) return at || "/";
  const a = new Map<string, unknown>(Object.entries(left));
  const b = new Map<string, unknown>(Object.entries(right));
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const place = differs(a.get(key), b.get(key), `${at}/${key}`, seen);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The how-manieth id this is, by first appearance. */
function number(seen: Map<unknown, number>, id: unknown): number {
  const known = seen.get(id) ?? seen.size;
  seen.set(id, known);
  return known;
}
