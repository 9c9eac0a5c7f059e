import type { JsonObject } from "#shared/base/json.ts";

/** Where a fact comes from: a document, a thread or a measurement, and the day it was true (ISO date). */
interface Source {
  readonly source: string;
  readonly date: string;
}

/** How a credential can reach a server from a platform. */
type AuthKind = "url-token" | "path-token" | "reverse-proxy" | "address-allow-list" | "headers" | "oauth";

/** One number that a platform or the provider behind it enforces or advises. */
interface PlatformLimit extends Source {
  readonly id: string;
  /** What is counted, in words. */
  readonly about: string;
  readonly value: number;
  readonly unit: "count" | "ms" | "characters" | "levels" | "tokens";
  /** `refuses`: beyond it nothing works. `advises`: quality is known to drop. */
  readonly effect: "refuses" | "advises";
}

/** What a tool's name must look like for a platform. */
interface NameRule extends Source {
  /** A regular expression source, anchored. */
  readonly pattern: string;
  readonly maxLength: number;
}

/** A behaviour worth knowing that is no number. */
interface PlatformFact extends Source {
  readonly said: string;
}

/**
 * What an assistant platform consumes and refuses, as data. An absent field means "not established": nothing may be
 * concluded from it.
 */
export interface PlatformProfile extends Source {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly transports?: readonly ("streamable-http" | "sse" | "stdio")[];
  readonly httpsOnly?: boolean;
  readonly auth?: readonly AuthKind[];
  readonly consumes?: readonly ("tools" | "resources" | "prompts")[];
  /** What the platform declares as client; a server's list can depend on it. */
  readonly declaredCapabilities?: JsonObject;
  readonly discovery?: "each-conversation" | "cached";
  /** What happens when discovery fails: `silent` registers zero tools without a word. */
  readonly failure?: "silent" | "shown";
  /** `all`: every advertised tool is registered. */
  readonly toolChoice?: "all" | "per-tool";
  /** Voice: the silence that is noticed, in milliseconds. */
  readonly latencyBudgetMs?: number;
  /** The model providers behind it; absent where that is not established, or any of several. */
  readonly providers?: readonly ("openai" | "anthropic" | "gemini")[];
  readonly nameRule?: NameRule;
  readonly limits: readonly PlatformLimit[];
  readonly facts: readonly PlatformFact[];
}
