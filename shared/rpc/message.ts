import { z } from "zod";
import { readJson } from "#shared/base/json.ts";
import { consoleErrorSchema } from "#shared/base/console-error.ts";

/**
 * Why a call failed without an answer of its own: a bug, a bad message, a dead wire or a cancel; `told`: an expected
 * failure for which the method's answer has no place, which comes along.
 */
export const failureKindSchema = z.enum(["invalid", "unknown-method", "internal", "cancelled", "disconnected", "told"]);
export type FailureKind = z.infer<typeof failureKindSchema>;

/** The five messages that cross a wire. */
export const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("request"), id: z.number().int(), method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal("cancel"), id: z.number().int() }),
  z.object({ type: z.literal("success"), id: z.number().int(), output: z.unknown() }),
  z.object({
    type: z.literal("failure"),
    id: z.number().int(),
    kind: failureKindSchema,
    said: z.string(),
    error: consoleErrorSchema.optional(),
  }),
  z.object({ type: z.literal("event"), name: z.string(), payload: z.unknown() }),
]);
export type Message = z.infer<typeof messageSchema>;

/** Reads one message; undefined for anything that is not one. */
export function readMessage(text: string): Message | undefined {
  const parsed = messageSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** Thrown to the caller of a method whose call failed without an answer. */
export class RpcFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, said: string) {
    super(said);
    this.name = "RpcFailure";
    this.kind = kind;
  }
}
