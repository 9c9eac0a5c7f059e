import type { Diagnosis, DiagnosisStep } from "#shared/mcp/diagnosis.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { maskUrl } from "#shared/base/redact.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import type { Clock, ConnectionTarget, McpGateway } from "#core/ports.ts";
import { conclude } from "./conclude.ts";
import { credentialsStep } from "./credentials-step.ts";
import { dnsStep } from "./dns-step.ts";
import { httpStep } from "./http-step.ts";
import { latencyStep, type LatencyPlan } from "./latency-step.ts";
import { mcpStep } from "./mcp-step.ts";
import { proxyStep } from "./proxy-step.ts";
import { skipped, type Learned, type Step, type StepOutcome } from "./step.ts";
import { tcpStep } from "./tcp-step.ts";
import { tlsStep } from "./tls-step.ts";
import { toolsStep } from "./tools-step.ts";
import { urlStep } from "./url-step.ts";

/** The whole diagnosis, in milliseconds; the latency probe has its own time on top. */
export const DIAGNOSIS_MS = 20_000;
const LATENCY_MS = 30_000;

export interface DiagnosisOptions {
  readonly jobId: string;
  readonly profile: PlatformProfile;
  readonly signal: AbortSignal;
  readonly totalMs?: number;
  readonly latency?: LatencyPlan;
  /** Masks every known secret of the server. */
  readonly mask: (text: string) => string;
  readonly onStep?: (step: DiagnosisStep) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Resolvers (`address:port`) that the DNS step asks instead of the operating system's. */
  readonly resolvers?: readonly string[];
}

/**
 * Runs the steps in order, stops at the layer that fails, and says cause, remedy and what the platform would do.
 * Bounded by `totalMs` (20 s by default); rejects with the signal's reason only when the person cancels.
 */
export async function diagnose(
  target: ConnectionTarget,
  { gateway, clock }: { readonly gateway: McpGateway; readonly clock: Clock },
  options: DiagnosisOptions,
): Promise<Diagnosis> {
  const { profile, jobId, mask, onStep } = options;
  const startedAt = clock.now();
  const began = clock.monotonicMs();
  const totalMs = options.totalMs ?? DIAGNOSIS_MS;
  const steps: readonly Step[] = [
    urlStep(profile),
    credentialsStep,
    proxyStep(options.environment ?? {}),
    dnsStep(options.resolvers),
    tcpStep,
    tlsStep,
    httpStep,
    mcpStep(gateway, jobId),
    toolsStep,
    latencyStep(gateway, jobId, options.latency),
  ];
  const maskedUrl = maskUrl(target.url);
  const url = URL.canParse(target.url) ? new URL(target.url) : new URL("http://invalid.invalid/");
  const outcomes: StepOutcome[] = [];
  const done: DiagnosisStep[] = [];
  const learned: Partial<Learned> = {};
  let stopped = false;
  for (const step of steps) {
    const budget = step.id === "latency" ? LATENCY_MS + (clock.monotonicMs() - began) : totalMs;
    const remainingMs = (): number => budget - (clock.monotonicMs() - began);
    const from = clock.monotonicMs();
    const outcome: StepOutcome = stopped
      ? skipped("a step before it failed")
      : await step.run({
          url,
          target,
          maskedUrl,
          learned,
          signal: options.signal,
          remainingMs,
          now: startedAt,
          monotonicMs: () => clock.monotonicMs(),
        });
    if (options.signal.aborted) throw options.signal.reason;
    outcomes.push(outcome);
    Object.assign(learned, outcome.learned);
    stopped ||= outcome.verdict === "fail";
    const shown: DiagnosisStep = {
      id: step.id,
      verdict: outcome.verdict,
      ms: outcome.ms ?? clock.monotonicMs() - from,
      fact: clean(outcome.fact, mask, 400),
      evidence: clean(outcome.evidence.filter((line) => line !== "").join("\n"), mask, 4096),
    };
    done.push(shown);
    onStep?.(shown);
  }
  const { cause, remedy, platform, ...conclusion } = conclude(outcomes, learned, profile);
  return {
    ...conclusion,
    cause: clean(cause, mask, 600),
    remedy: clean(remedy, mask, 600),
    platform,
    steps: done,
    ms: clock.monotonicMs() - began,
    maskedUrl,
    startedAt,
  };
}

/** Server text on its way to a person: secrets masked, control characters made visible, cut to its room. */
const clean = (text: string, mask: (text: string) => string, most: number): string =>
  visibleText(mask(text), { keepLines: true }).slice(0, most);
