import { useEffect, useMemo, useState } from "react";
import { createBackgroundLint, type BackgroundLint } from "#renderer/api/lint/background-lint.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { lint } from "#shared/lint/lint.ts";
import type { LintInput } from "#shared/lint/lint-input.ts";

/** Longer lists are checked in a worker, so that typing never waits for them. */
const LONG_LIST = 1_500;

/** Findings, and the input they are about: with a worker, an older one than what was asked for last. */
export interface Linted {
  readonly input: LintInput;
  readonly diagnostics: readonly Diagnostic[];
}

let background: BackgroundLint | undefined;

/** The worker, started with the first long list. Undefined where there are no workers: then everything is checked here. */
function backgroundLint(): BackgroundLint | undefined {
  if (typeof Worker === "undefined") return undefined;
  if (background === undefined) {
    const worker = new Worker(new URL("./lint-worker.ts", import.meta.url), { type: "module", name: "lint" });
    background = createBackgroundLint({
      post: (request) => worker.postMessage(request, []),
      hear: (onAnswer) => worker.addEventListener("message", ({ data }) => onAnswer(data as never)),
    });
  }
  return background;
}

/**
 * The findings of an input; memoise it. Short lists are checked while drawing, long ones in the worker: undefined until
 * its first answer about these tools. `subject` names what is checked, one at a time.
 */
export function useLint(subject: string, input: LintInput | undefined): Linted | undefined {
  const beside = input !== undefined && input.tools.length > LONG_LIST && typeof Worker !== "undefined";
  const here = useMemo((): Linted | undefined => {
    if (input === undefined || beside) return undefined;
    return { input, diagnostics: timed(input) };
  }, [input, beside]);
  const [heard, setHeard] = useState<Linted>();
  useEffect(() => {
    if (input === undefined || !beside) return;
    // An answer about an older text is shown too: while one types, the newest is always under way.
    backgroundLint()?.check(subject, input, (diagnostics, ms) => {
      measured(performance.now() - ms, ms);
      setHeard({ input, diagnostics });
    });
  }, [subject, input, beside]);
  if (!beside) return here;
  return heard?.input.tools === input.tools ? heard : undefined;
}

function timed(input: LintInput): readonly Diagnostic[] {
  const began = performance.now();
  const diagnostics = lint(input);
  measured(began, performance.now() - began);
  return diagnostics;
}

/** A user timing, for whoever measures the window; not kept. */
function measured(start: number, duration: number): void {
  performance.measure("preflight.lint", { start: Math.max(0, start), duration });
  performance.clearMeasures("preflight.lint");
}
