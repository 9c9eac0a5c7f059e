import type { ModelProvider } from "#shared/contract/model.ts";

/** Names in two languages: ours (anything) and a provider's (`^[a-zA-Z0-9_-]{1,64}$`). One to one, both ways. */
export interface WireNames {
  /** The provider's name for one of ours; the same every time. */
  toWire(name: string): string;
  /** Ours for the provider's; a name that was never given out comes back as it is. */
  fromWire(name: string): string;
}

/** The strictest rule: OpenAI's, which Anthropic's (128) and Gemini's (dots, colons) contain. */
const LONGEST = 64;
const WIRE = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Opens a mapping. Names given at the start that a provider takes keep their spelling; others lose what is not allowed
 * and are told apart by a number. Gemini wants a letter or `_` in front.
 */
export function openWireNames(provider: ModelProvider, names: readonly string[]): WireNames {
  const wire = new Map<string, string>();
  const ours = new Map<string, string>();
  const isPlain = (name: string): boolean => WIRE.test(name) && (provider !== "google" || /^[a-zA-Z_]/.test(name));
  const give = (name: string, as: string): string => {
    wire.set(name, as);
    ours.set(as, name);
    return as;
  };
  // First those that stay as they are, so that no made-up name takes one of theirs.
  for (const name of names) if (isPlain(name) && !wire.has(name)) give(name, name);
  const toWire = (name: string): string => {
    const known = wire.get(name);
    if (known !== undefined) return known;
    if (isPlain(name) && !ours.has(name)) return give(name, name);
    let base = name.replaceAll(/[^a-zA-Z0-9_-]+/g, "_").slice(0, LONGEST);
    if (provider === "google" && !/^[a-zA-Z_]/.test(base)) base = `_${base}`.slice(0, LONGEST);
    if (base === "") base = "_";
    for (let number = 1; ; number += 1) {
      const end = number === 1 ? "" : `_${number}`;
      const candidate = base.slice(0, LONGEST - end.length) + end;
      if (!ours.has(candidate)) return give(name, candidate);
    }
  };
  for (const name of names) toWire(name);
  return { toWire, fromWire: (name) => ours.get(name) ?? name };
}
