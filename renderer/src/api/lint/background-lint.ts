import { MOST_SUBJECTS, type LintAnswer, type LintRequest, type SharedPart } from "#renderer/api/lint/lint-answers.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { LintInput } from "#shared/lint/lint-input.ts";

/** A way to the worker: posts a request, and hears answers. */
export interface LintPort {
  post(request: LintRequest): void;
  hear(onAnswer: (answer: LintAnswer) => void): void;
}

/** Findings, those of the prompt before those of the tools, and what the check took in milliseconds. */
export type Heard = (diagnostics: readonly Diagnostic[], ms: number) => void;

export interface BackgroundLint {
  /** Checks as soon as the worker is free; a newer check of the same subject takes the place of one that waits. */
  check(subject: string, input: LintInput, heard: Heard): void;
}

interface Wanted {
  readonly subject: string;
  readonly input: LintInput;
  readonly heard: Heard;
}

const PARTS = ["tools", "history", "profile", "drafts", "unavailable"] as const satisfies readonly SharedPart[];
/** Large parts that the worker keeps: a few lists, their histories and drafts. */
const MOST_PARTS = 16;

/** The window's side of the lint worker. One check at a time; large parts are sent once. */
export function createBackgroundLint(port: LintPort): BackgroundLint {
  const numbers = new Map<object, number>();
  const lastTools = new Map<string, readonly Diagnostic[]>();
  const waiting = new Map<string, Wanted>();
  let under: (Wanted & { readonly id: number }) | undefined;
  let nextId = 1;
  let nextNumber = 1;

  const next = (): void => {
    const [wanted] = waiting.values();
    if (under !== undefined || wanted === undefined) return;
    waiting.delete(wanted.subject);
    under = { ...wanted, id: nextId };
    nextId += 1;
    port.post(request(under.id, wanted));
  };
  const request = (id: number, { subject, input }: Wanted): LintRequest => {
    const { tools, history, profile, drafts, unavailable, countTokens: _ours, ...small } = input;
    const parts: { -readonly [P in SharedPart]?: number } = {};
    const sent: [number, unknown][] = [];
    const values = { tools, history, profile, drafts, unavailable };
    for (const part of PARTS) {
      const value = values[part];
      if (value === undefined) continue;
      const number = numbers.get(value) ?? nextNumber;
      if (number === nextNumber) {
        nextNumber += 1;
        sent.push([number, value]);
      }
      numbers.delete(value); // and again at the end: the oldest come first
      numbers.set(value, number);
      parts[part] = number;
    }
    const forgotten: number[] = [];
    for (const [value, number] of numbers) {
      if (numbers.size <= MOST_PARTS) break;
      numbers.delete(value);
      forgotten.push(number);
    }
    return { id, subject, small, parts, sent, forgotten };
  };

  port.hear(({ id, prompt, tools, ms }) => {
    if (under?.id !== id) return;
    const { subject, heard } = under;
    under = undefined;
    if (tools !== undefined) {
      lastTools.delete(subject);
      lastTools.set(subject, tools);
      for (const oldest of lastTools.keys()) if (lastTools.size > MOST_SUBJECTS) lastTools.delete(oldest);
    }
    heard([...prompt, ...(lastTools.get(subject) ?? [])], ms);
    next();
  });
  return {
    check(subject, input, heard) {
      waiting.delete(subject);
      waiting.set(subject, { subject, input, heard });
      next();
    },
  };
}
