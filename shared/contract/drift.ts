import { z } from "zod";
import type { Drift } from "#shared/drift/drift.ts";
import type { CallImpact } from "#shared/drift/impact.ts";
import { isJsonObject, type Json } from "#shared/base/json.ts";
import { idSchema } from "#shared/contract/define.ts";

/** One of the two lists that are compared. */
export const driftSideSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("snapshot"), id: idSchema }),
  /** The snapshot that the server's changes are measured against. */
  z.object({ kind: z.literal("baseline"), serverId: idSchema }),
  /** A file: an array of tools, or an object with `tools`. JSON text. */
  z.object({ kind: z.literal("file"), title: z.string().max(300), text: z.string().max(33_554_432) }),
  /** Any URL, discovered for this comparison alone and not kept. May hold secrets; inward only. */
  z.object({ kind: z.literal("url"), url: z.string().max(16_384) }),
]);
export type DriftSide = z.infer<typeof driftSideSchema>;

/** A compared list as it was: where it is from, and its tools verbatim. */
const comparedListSchema = z.object({
  title: z.string(),
  takenAt: z.string().optional(),
  tools: z.custom<readonly Json[]>(Array.isArray, "expected a list of tools"),
  /** Why the list is not whole, in one sentence. */
  incomplete: z.string().optional(),
});
export type ComparedList = z.infer<typeof comparedListSchema>;

/** The engine's own result: made in the core, so it is checked to be an object and not walked. */
const madeHere = <T>(what: string) => z.custom<T>(isJsonObject, `expected ${what}`);

export const comparisonSchema = z.object({
  before: comparedListSchema,
  after: comparedListSchema,
  drift: madeHere<Drift>("a drift"),
  /** Saved examples that would not work any more. */
  calls: z.custom<readonly CallImpact[]>(Array.isArray, "expected a list of impacts"),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Runs of the timeline whose list differs from the one before, with how bad that was. Newest first. */
export const changedRunSchema = z.object({
  runId: idSchema,
  level: z.enum(["breaking", "risky", "harmless"]),
  /** One line: what changed. */
  summary: z.string(),
});
export type ChangedRun = z.infer<typeof changedRunSchema>;
