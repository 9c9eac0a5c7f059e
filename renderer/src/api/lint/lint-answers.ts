import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { lint } from "#shared/lint/lint.ts";
import type { LintInput } from "#shared/lint/lint-input.ts";

/** The parts of an input that are large, or that findings are remembered by; sent once and named by number then. */
export type SharedPart = "tools" | "history" | "profile" | "drafts" | "unavailable";

/** One check for the worker. */
export interface LintRequest {
  readonly id: number;
  /** What is checked: the newest answer about its tools is kept on both sides. */
  readonly subject: string;
  readonly small: Omit<LintInput, SharedPart | "countTokens">;
  readonly parts: { readonly [P in SharedPart]?: number };
  readonly sent: readonly (readonly [number, unknown])[];
  /** Numbers that are not used any more. */
  readonly forgotten: readonly number[];
}

export interface LintAnswer {
  readonly id: number;
  /** Findings of the prompt and of suppressions. */
  readonly prompt: readonly Diagnostic[];
  /** Findings of the tools; absent where they are those of the subject's last answer. */
  readonly tools?: readonly Diagnostic[];
  /** What the check took, in milliseconds. */
  readonly ms: number;
}

/** The worker's side: keeps what was sent, so that the engine remembers its findings by identity, and answers checks. */
export function createLintAnswers(now: () => number): (request: LintRequest) => LintAnswer {
  const kept = new Map<number, unknown>();
  const last = new Map<string, readonly Diagnostic[]>();
  return ({ id, subject, small, parts, sent, forgotten }) => {
    for (const number of forgotten) kept.delete(number);
    for (const [number, value] of sent) kept.set(number, value);
    const input: Record<string, unknown> = { ...small };
    for (const [part, number] of Object.entries(parts)) input[part] = kept.get(number);
    const began = now();
    const all = lint(input as unknown as LintInput);
    const ms = now() - began;
    const prompt: Diagnostic[] = [];
    const tools: Diagnostic[] = [];
    for (const one of all) (isOfPrompt(one) ? prompt : tools).push(one);
    const before = last.get(subject);
    if (before !== undefined && sameItems(before, tools)) return { id, prompt, ms };
    last.delete(subject);
    last.set(subject, tools);
    for (const oldest of last.keys()) if (last.size > MOST_SUBJECTS) last.delete(oldest);
    return { id, prompt, tools, ms };
  };
}

/** Subjects whose last answer is kept; the other side keeps as many. */
export const MOST_SUBJECTS = 8;

const isOfPrompt = ({ target }: Diagnostic): boolean => target.kind === "prompt" || target.kind === "suppression";

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
