import { randomUUID } from "node:crypto";
import { cancelled } from "#shared/base/failure.ts";
import { maskSecrets } from "#shared/base/redact.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { ModelGateway } from "#core/model-ports.ts";
import type { Clock } from "#core/ports.ts";
import { modelBudgets, type ModelBudgets } from "./budgets.ts";
import { openCallMemory } from "./call-memory.ts";

/**
 * Real language models behind our port. Everything that speaks to one is loaded with the first question, so that
 * neither the start nor the command line pays for it. Asks once: what to do about a failure is the person's choice.
 */
export function createModelGateway({
  clock,
  budgets = modelBudgets,
}: {
  readonly clock: Clock;
  readonly budgets?: ModelBudgets;
}): ModelGateway {
  const memory = openCallMemory();
  return {
    async answer(model, request) {
      const { askModel } = await import("./ask-model.ts");
      const { modelError } = await import("./model-failure.ts");
      const secrets = Object.freeze(model.key === undefined ? [] : [model.key]);
      const { onText } = request;
      // An endpoint knows its key; what it says of it goes no further.
      const mask = (text: string): string => maskSecrets(text, secrets);
      const guarded = { ...request, ...(onText === undefined ? {} : { onText: (text: string) => onText(mask(text)) }) };
      try {
        const answer = await askModel(model, guarded, { clock, budgets, memory, newId: randomUUID });
        const calls = answer.calls.map((call) => ({ ...call, argumentsText: mask(call.argumentsText) }));
        return ok({ ...answer, text: mask(answer.text), calls });
      } catch (error) {
        return fail(request.signal.aborted ? cancelled("The model's answer") : modelError(error, secrets));
      }
    },
  };
}
