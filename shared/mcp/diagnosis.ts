import { z } from "zod";
import { phaseSchema } from "#shared/base/console-error.ts";

/** The steps of a diagnosis, in the order in which they run. */
export const diagnosisStepIdSchema = z.enum([
  "url",
  "credentials",
  "proxy",
  "dns",
  "tcp",
  "tls",
  "http",
  "mcp",
  "tools",
  "latency",
]);
export type DiagnosisStepId = z.infer<typeof diagnosisStepIdSchema>;

export const stepVerdictSchema = z.enum(["ok", "warn", "fail", "skipped"]);
export type StepVerdict = z.infer<typeof stepVerdictSchema>;

/** One finished step. Texts are redacted. */
export const diagnosisStepSchema = z.object({
  id: diagnosisStepIdSchema,
  verdict: stepVerdictSchema,
  /** Milliseconds from the monotonic clock. */
  ms: z.number(),
  /** The telling fact, in a few words: "3 addresses", "TLS 1.3, valid until 2027-01-04". */
  fact: z.string().max(400),
  /** What the fact rests on, line by line. At most 4 KiB. */
  evidence: z.string().max(4096),
});
export type DiagnosisStep = z.infer<typeof diagnosisStepSchema>;

/** A finished diagnosis: which step fails, why, who must do what, and what the platform would do. */
export const diagnosisSchema = z.object({
  ok: z.boolean(),
  /** Where it fails; absent when nothing does. */
  phase: phaseSchema.optional(),
  /** Stable code of the failure, as in the gateway's errors. */
  code: z.string().optional(),
  /** One sentence. */
  cause: z.string(),
  /** One sentence: who must do what. */
  remedy: z.string(),
  /** One sentence: what the platform would do at the start of a conversation. */
  platform: z.string(),
  steps: z.array(diagnosisStepSchema),
  ms: z.number(),
  maskedUrl: z.string(),
  /** ISO 8601, UTC: when it began. */
  startedAt: z.string(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
