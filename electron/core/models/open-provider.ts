import type { LanguageModelV4 } from "@ai-sdk/provider";
import { assertNever } from "#shared/base/assert-never.ts";
import type { OpenedModel } from "#core/model-ports.ts";
import { modelFailure } from "./model-failure.ts";

// Always given, or the SDK would read addresses and keys from the environment.
const ADDRESSES = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
} as const;

/** The SDK's model for one of ours. Each provider's code is loaded the first time that it is spoken to. */
export async function openProvider(model: OpenedModel, fetch: typeof globalThis.fetch): Promise<LanguageModelV4> {
  const apiKey = model.key ?? "";
  if (model.key === undefined && model.baseUrl === undefined)
    throw modelFailure(
      "E_MODEL_KEY_MISSING",
      "refused-credentials",
      "This provider wants a key, and none is kept.",
      "Enter the key in Settings, under Models.",
      { phase: "policy" },
    );
  switch (model.provider) {
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      const baseURL = model.baseUrl ?? ADDRESSES.openai;
      return createOpenAI({ apiKey, baseURL, fetch }).responses(model.model);
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic({ apiKey, baseURL: model.baseUrl ?? ADDRESSES.anthropic, fetch })(model.model);
    }
    case "google": {
      const { createGoogle } = await import("@ai-sdk/google");
      return createGoogle({ apiKey, baseURL: model.baseUrl ?? ADDRESSES.google, fetch })(model.model);
    }
    case "openai-compatible": {
      if (model.baseUrl === undefined)
        throw modelFailure(
          "E_MODEL_URL_MISSING",
          "invalid-input",
          "An OpenAI-compatible model needs a base address.",
          "Enter it in Settings, under Models.",
          { phase: "url" },
        );
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({
        name: "compatible",
        baseURL: model.baseUrl,
        fetch,
        includeUsage: true,
        ...(model.key === undefined ? {} : { apiKey }),
      }).chatModel(model.model);
    }
    default:
      return assertNever(model.provider);
  }
}
