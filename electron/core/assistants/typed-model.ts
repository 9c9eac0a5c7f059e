import type { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { MASK } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { SIMULATED_MODEL, type newModelSchema } from "#shared/contract/model.ts";
import { readModelUrl } from "#shared/platform/endpoint-url.ts";

type NewModel = z.output<typeof newModelSchema>;

/** A model as someone typed it, read: address and key in the form in which they are kept. */
export function readTypedModel(typed: NewModel): Result<NewModel, ConsoleError> {
  if (typed.id === SIMULATED_MODEL)
    return fail(invalidInput("E_ID_TAKEN", "The simulated model is always there.", "Add it under another id."));
  const { baseUrl: typedUrl = "", key: typedKey, ...rest } = typed;
  const name = typed.name.trim();
  const model = typed.model.trim();
  if (name === "" || model === "")
    return fail(
      invalidInput("E_MODEL_NAME", "The model has no name.", "Enter the name by which the provider knows it."),
    );
  const baseUrl = typedUrl.trim().replace(/\/(chat\/completions|responses|messages)?\/*$/, "");
  const read = readModelUrl(baseUrl);
  if (read.kind === "refused") return fail({ ...invalidInput(read.code, read.said, read.next), phase: "url" });
  if (read.kind === "empty" && typed.provider === "openai-compatible")
    return fail(
      invalidInput(
        "E_MODEL_URL_MISSING",
        "An OpenAI-compatible model needs a base address.",
        "Enter it, for Ollama on this computer: http://127.0.0.1:11434/v1.",
      ),
    );
  const key = typedKey?.trim().replace(/^bearer\s+/i, "");
  if (key !== undefined && (key.includes(MASK) || !/^[\x21-\x7e]*$/.test(key)))
    return fail(
      invalidInput(
        "E_MODEL_KEY_FORM",
        "The key holds a blank, a line break or another character that no key has.",
        "Copy the key again, alone.",
      ),
    );
  return ok({
    ...rest,
    name,
    model,
    ...(read.kind === "empty" ? {} : { baseUrl: read.url.href.replace(/\/$/, "") }),
    ...(key === undefined ? {} : { key }),
  });
}

/** Where a model's key goes: its provider and its origin. A key that is kept goes nowhere else unasked. */
export function keyDestination({ provider, baseUrl }: Pick<NewModel, "provider" | "baseUrl">): string {
  return `${provider} ${baseUrl === undefined ? "" : new URL(baseUrl).origin}`;
}
