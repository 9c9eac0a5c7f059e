import { invalidInput } from "#shared/base/failure.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import { modelProviderSchema } from "#shared/contract/model.ts";

/** How a command line names a model: the environment variable that holds its key. Never an argument: `ps` shows those. */
export const MODEL_KEY_VARIABLE = "PREFLIGHT_MODEL_KEY";

/**
 * Reads `provider:model` of a command line as what `models.save` takes; everything behind the first colon is the
 * model's name (`openai-compatible:qwen3:8b`). A blank key counts as none.
 */
export function readModelChoice(
  choice: string,
  { id, baseUrl, key = "" }: { readonly id: string; readonly baseUrl?: string; readonly key?: string },
): Result<MethodInput<"models.save">, ConsoleError> {
  const colon = choice.indexOf(":");
  const provider = modelProviderSchema.safeParse(choice.slice(0, Math.max(0, colon)));
  const model = choice.slice(colon + 1);
  if (!provider.success || model === "")
    return fail(
      invalidInput(
        "E_MODEL_CHOICE",
        `${JSON.stringify(choice.slice(0, 80))} names no model.`,
        `Give provider:model, the provider one of ${modelProviderSchema.options.join(", ")}.`,
      ),
    );
  return ok({
    id,
    name: choice.slice(0, 200),
    provider: provider.data,
    model,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(key.trim() === "" ? {} : { key }),
  });
}
