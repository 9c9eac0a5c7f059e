import { z } from "zod";
import { consoleErrorSchema } from "#shared/base/console-error.ts";

/** One thing a screen may ask: what goes in, what comes out. Both ends parse. */
export interface MethodShape<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): MethodShape<I, O> => ({
  input,
  output,
});

/** The output of a method whose work can fail in an expected way. */
export const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: consoleErrorSchema }),
  ]);

/** Nothing to say or nothing to answer. */
export const nothing = z.object({});

/** Ids are minted by whoever starts the job, so that its listener exists before its first event. */
export const idSchema = z.string().min(1).max(64);
