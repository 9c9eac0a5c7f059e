/** Whose function-definition shape is meant. OpenAI has two, one an API. */
export type Provider = "openai-chat" | "openai-responses" | "anthropic" | "gemini";

interface NameForm {
  readonly accepts: RegExp;
  /** What a name may not contain. */
  readonly refused: RegExp;
  /** What a name may not begin with, where that differs. */
  readonly refusedFirst?: RegExp;
  readonly longest: number;
  readonly said: string;
  readonly source: string;
  readonly date: string;
}

const OPENAI: NameForm = {
  accepts: /^[a-zA-Z0-9_-]{1,64}$/,
  refused: /[^a-zA-Z0-9_-]/gu,
  longest: 64,
  said: "letters, digits, _ and -, at most 64",
  source: "OpenAI function calling reference",
  date: "2026-11-01",
};

/** What each provider accepts as a function name, with its source. */
export const nameForms: Readonly<Record<Provider, NameForm>> = {
  "openai-chat": OPENAI,
  "openai-responses": OPENAI,
  anthropic: {
    accepts: /^[a-zA-Z0-9_-]{1,128}$/,
    refused: /[^a-zA-Z0-9_-]/gu,
    longest: 128,
    said: "letters, digits, _ and -, at most 128",
    source: "Anthropic API error texts (anthropics/claude-code#96152)",
    date: "2026-09-30",
  },
  gemini: {
    accepts: /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/,
    refused: /[^a-zA-Z0-9_.:-]/gu,
    refusedFirst: /^[^a-zA-Z_]/,
    longest: 64,
    said: "letters, digits, _ . : and -, the first a letter or _, at most 64",
    source: "Gemini function calling reference",
    date: "2026-11-01",
  },
};

/** The name under which a provider accepts a tool: itself where it already does. Alone, not unique: see `modelNames`. */
export function modelName(name: string, provider: Provider): string {
  const form = nameForms[provider];
  if (form.accepts.test(name)) return name;
  const cleaned = name.replaceAll(form.refused, "_");
  const first = form.refusedFirst?.test(cleaned) === true ? `_${cleaned}` : cleaned;
  return first.slice(0, form.longest) || "tool";
}

/**
 * Names for a whole list, from the server's to the provider's, one to one: names that are accepted as they are keep
 * themselves, a collision gets `_2`, `_3`, ... Repeated names share one entry. Depends on the order of the list only.
 */
export function modelNames(names: readonly string[], provider: Provider): ReadonlyMap<string, string> {
  const form = nameForms[provider];
  const mapped = new Map<string, string>();
  const taken = new Set(names.filter((name) => form.accepts.test(name)));
  const lastSuffix = new Map<string, number>();
  for (const name of names) {
    if (mapped.has(name)) continue;
    const wanted = modelName(name, provider);
    let given = wanted;
    let suffix = lastSuffix.get(wanted) ?? 1;
    while (given !== name && taken.has(given)) {
      suffix += 1;
      given = `${wanted.slice(0, form.longest - String(suffix).length - 1)}_${suffix}`;
    }
    lastSuffix.set(wanted, suffix);
    taken.add(given);
    mapped.set(name, given);
  }
  return mapped;
}
