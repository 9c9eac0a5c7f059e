import { invalidInput } from "#shared/base/failure.ts";
import { fail } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";

// Gone before this is released: what the conversation's rooms replace one by one while they are being built.
const notYet = fail(invalidInput("E_NOT_YET", "This is not built yet.", "Wait for it."));

/** Methods whose rooms are being built. */
export const notYetHandlers = {
  "drafts.preview": async () => notYet,
  "suites.run": async () => notYet,
  "suites.runs": async () => [],
  "suites.getRun": async () => notYet,
} satisfies Partial<Handlers>;
