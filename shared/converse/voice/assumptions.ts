import { readJsonObject } from "#shared/base/json.ts";

/** What a voice platform adds and this console cannot measure. */
export type AssumptionId = "endpoint" | "hearing" | "firstToken" | "speaking";

/** Milliseconds of each. */
export type Assumed = Readonly<Record<AssumptionId, number>>;

interface Assumption {
  readonly id: AssumptionId;
  readonly title: string;
  /** What happens in it. */
  readonly says: string;
  /** Milliseconds that are usual, from and to. */
  readonly usual: readonly [number, number];
  /** Where the range comes from. */
  readonly source: string;
}

/** The assumed parts of a turn, in the order in which they are heard. */
export const ASSUMPTIONS: readonly Assumption[] = [
  {
    id: "endpoint",
    title: "End of speech",
    says: "How long the platform waits to be sure that the caller has finished.",
    usual: [40, 500],
    source: "OpenAI Realtime silence_duration_ms 500; LiveKit minDelay 500; turn detectors 40 to 300 ms",
  },
  {
    id: "hearing",
    title: "Speech to text",
    says: "From the end of speech to the words.",
    usual: [80, 150],
    source: "published stage ranges of voice stacks",
  },
  {
    id: "firstToken",
    title: "First token",
    says: "From the words to the first token of a real model. Not added where a real model was measured.",
    usual: [200, 350],
    source: "published stage ranges of voice stacks; p95 above 2 s is seen",
  },
  {
    id: "speaking",
    title: "Text to speech",
    says: "From the first words to the first sound.",
    usual: [75, 250],
    source: "published stage ranges of voice stacks",
  },
];

/** The largest value that may be set, in milliseconds. */
export const MOST_ASSUMED_MS = 5_000;

/** Sets of assumptions to begin with. */
export const PRESETS: readonly { readonly id: string; readonly title: string; readonly values: Assumed }[] = [
  { id: "fast", title: "Fast stack", values: { endpoint: 150, hearing: 80, firstToken: 200, speaking: 75 } },
  { id: "usual", title: "Usual stack", values: { endpoint: 500, hearing: 120, firstToken: 300, speaking: 150 } },
  { id: "careful", title: "Careful stack", values: { endpoint: 800, hearing: 150, firstToken: 350, speaking: 250 } },
];

export const USUAL: Assumed = { endpoint: 500, hearing: 120, firstToken: 300, speaking: 150 };

/** The preset with exactly these values, or undefined. */
export function presetOf(assumed: Assumed): string | undefined {
  return PRESETS.find(({ values }) => ASSUMPTIONS.every(({ id }) => values[id] === assumed[id]))?.id;
}

/** Assumptions from remembered text; whatever is not a usable number is as usual. */
export function readAssumed(text: string | undefined): Assumed {
  const value = readJsonObject(text ?? "");
  const read = (id: AssumptionId): number => {
    const found = value?.[id];
    return typeof found === "number" && found >= 0 && found <= MOST_ASSUMED_MS ? Math.round(found) : USUAL[id];
  };
  return {
    endpoint: read("endpoint"),
    hearing: read("hearing"),
    firstToken: read("firstToken"),
    speaking: read("speaking"),
  };
}
