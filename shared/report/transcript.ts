import { maskSecrets, maskUrl, MASK } from "#shared/base/redact.ts";
import type { CallOutcome, SchemaVerdict } from "#shared/mcp/call.ts";

/** One step of a turn, as far as a transcript tells it. The contract's `ConversationStep` fits. */
export type TranscriptStep =
  | {
      readonly kind: "considered";
      readonly ms: number;
      readonly ranking: readonly { readonly name: string; readonly score: number }[];
      readonly fit?: number | undefined;
      readonly notes: readonly { readonly text: string }[];
    }
  | {
      readonly kind: "decided";
      readonly ms: number;
      readonly decision: "call" | "ask" | "answer";
      readonly calls: readonly {
        readonly tool: string;
        readonly argumentsText: string;
        readonly sources: Readonly<Record<string, readonly { readonly words: string }[]>>;
        readonly check?: SchemaVerdict | undefined;
        readonly problem?: string | undefined;
      }[];
      readonly missing: readonly string[];
      readonly tokens?: { readonly input: number; readonly output: number } | undefined;
    }
  | { readonly kind: "asked-permission"; readonly ms: number; readonly tool: string; readonly answer: string }
  | {
      readonly kind: "called";
      readonly ms: number;
      readonly tool: string;
      readonly state: string;
      readonly outcome?: CallOutcome | undefined;
      readonly error?: { readonly said: string } | undefined;
    }
  | {
      readonly kind: "replied";
      readonly ms: number;
      readonly text: string;
      readonly tokens?: { readonly input: number; readonly output: number } | undefined;
    }
  | { readonly kind: "stopped"; readonly ms: number; readonly why: string; readonly text: string }
  | { readonly kind: "drifted"; readonly ms: number; readonly level: string; readonly text: string };

/** A conversation, as far as a transcript tells it. The contract's `Conversation` fits. */
export interface TranscriptConversation {
  readonly assistantName: string;
  readonly modelId: string;
  readonly modelName: string;
  readonly profileId: string;
  readonly startedAt: string;
  readonly prompt: string;
  readonly opening: {
    readonly ms: number;
    readonly verdict: string;
    readonly servers: readonly {
      readonly name: string;
      readonly ms: number;
      readonly registered: number;
      readonly error?: { readonly said: string } | undefined;
      readonly drift?: { readonly level: string; readonly summary: string } | undefined;
    }[];
    readonly tools: readonly { readonly name: string; readonly toolName: string }[];
  };
  readonly turns: readonly {
    readonly utterance: string;
    readonly saidAt: string;
    readonly state: string;
    readonly totalMs: number;
    readonly steps: readonly TranscriptStep[];
  }[];
}

const URL_TEXT = /\bhttps?:\/\/[^\s"'<>\\)\]}]+/gi;
const SECRET_KEY =
  '[^"\\\\]*(?:token|secret|passw|pwd|api[-_ ]?key|authorization|credential|cookie|private[-_ ]?key)[^"\\\\]*';
/** `"api_key": "..."`, as JSON and as JSON inside a JSON string. */
const PAIR = new RegExp(`("${SECRET_KEY}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi");
const INNER_PAIR = new RegExp(`(\\\\"${SECRET_KEY}\\\\"\\s*:\\s*)\\\\"(?:[^"\\\\]|\\\\{3}"|\\\\\\\\[^"])*\\\\"`, "gi");
const BEARER = /\b(bearer|basic)\s+[\w.~+/-]{8,}=*/gi;
/** Credentials that tell themselves by how they begin. */
const KNOWN =
  /\b(?:eyJ[\w-]{8,}(?:\.[\w-]+){0,2}|(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|glpat|xox[a-z]|npm|hf|pat|whsec)[-_][\w-]{8,}|(?:AKIA|ASIA|AIza)[\w-]{8,})/g;

/** JSON text with everything in it masked that is, or looks like, a credential; still the same shape of JSON. */
function redactJson(json: string, secrets: readonly string[]): string {
  return maskSecrets(json, secrets)
    .replaceAll(URL_TEXT, maskUrl)
    .replaceAll(PAIR, `$1"${MASK}"`)
    .replaceAll(INNER_PAIR, `$1\\"${MASK}\\"`)
    .replaceAll(BEARER, `$1 ${MASK}`)
    .replaceAll(KNOWN, MASK);
}

/**
 * A conversation fit to be handed to others. Known secrets are masked where it was kept; here, once more and for every
 * format alike: the given ones, credentials in any URL, values of keys that name a secret, and what begins like a key.
 */
export function redacted<T extends TranscriptConversation>(conversation: T, secrets: readonly string[] = []): T {
  return JSON.parse(redactJson(JSON.stringify(conversation), secrets)) as T;
}

/** The transcript as JSON: the whole conversation, redacted. */
export function transcriptJson(conversation: TranscriptConversation, secrets: readonly string[] = []): string {
  return `${JSON.stringify({ preflightTranscript: 1, ...redacted(conversation, secrets) }, undefined, 2)}\n`;
}
