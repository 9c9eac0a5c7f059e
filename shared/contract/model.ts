import { z } from "zod";
import { idSchema } from "#shared/contract/define.ts";

/** The id of the model that is always there: deterministic, offline, without a key. */
export const SIMULATED_MODEL = "simulated";

/** Whose protocol a real model speaks. `openai-compatible`: Ollama, LM Studio, vLLM and others, at a `baseUrl`. */
export const modelProviderSchema = z.enum(["openai-compatible", "openai", "anthropic", "google"]);
export type ModelProvider = z.infer<typeof modelProviderSchema>;

/** A real language model that the person configured. Its key stays in the core. */
export const modelSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(200),
  provider: modelProviderSchema,
  /** The provider's own address where absent; needed for `openai-compatible`. Holds no secret. */
  baseUrl: z.string().max(2048).optional(),
  /** The provider's name of the model. */
  model: z.string().min(1).max(200),
  /** The most tokens of one answer. */
  maxOutputTokens: z.number().int().min(16).max(128_000).optional(),
  /** Whether a key is kept. */
  hasKey: z.boolean(),
  addedAt: z.string(),
  /** Set while it can still be brought back; purged at the next start. */
  removedAt: z.string().optional(),
});
export type Model = z.infer<typeof modelSchema>;

/** `key` absent = unchanged, empty = taken away. */
export const newModelSchema = modelSchema
  .omit({ hasKey: true, addedAt: true, removedAt: true })
  .extend({ key: z.string().max(8192).optional() });

/** Whether a configured model answers, and whether it can call tools. */
export const modelCheckSchema = z.object({
  ms: z.number(),
  firstTokenMs: z.number().optional(),
  /** Whether it called the one tool that it was offered and asked to call. */
  calledTool: z.boolean(),
  /** The beginning of its text. */
  said: z.string().max(2000),
  tokens: z.object({ input: z.number(), output: z.number() }).optional(),
});
export type ModelCheck = z.infer<typeof modelCheckSchema>;
