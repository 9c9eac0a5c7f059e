import { z } from "zod";
import { idSchema } from "#shared/contract/define.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";

/** A system prompt, the servers attached to it, and the platform whose rules apply. */
export const assistantSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(200),
  /** Markdown as typed. */
  prompt: z.string().max(400_000),
  serverIds: z.array(idSchema).max(100),
  /** Id of a platform profile. */
  profileId: z.string(),
  /** `SIMULATED_MODEL`, or the id of a configured one. */
  modelId: z.string().default(SIMULATED_MODEL),
  httpToolIds: z.array(idSchema).max(100).default([]),
  /** Whether a conversation asks before it calls a tool that does not claim to only read. */
  confirmCalls: z.boolean().default(true),
  /** Severity a rule has for this assistant instead of its own; `off` switches it off. */
  severities: z.record(z.string(), z.enum(["error", "warning", "hint", "off"])),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  changedAt: z.string(),
  /** Set while it can still be brought back; purged at the next start. */
  removedAt: z.string().optional(),
});
export type Assistant = z.infer<typeof assistantSchema>;

/** A finding that somebody decided to live with, and why. Absent places mean everywhere. */
export const suppressionSchema = z.object({
  id: idSchema,
  ruleId: z.string().min(1).max(20),
  reason: z.string().min(1).max(2_000),
  /** Only this finding. */
  fingerprint: z.string().optional(),
  serverId: idSchema.optional(),
  toolName: z.string().optional(),
  assistantId: idSchema.optional(),
  addedAt: z.string(),
});
export type SuppressionRecord = z.infer<typeof suppressionSchema>;
