import type { ModelProvider } from "#shared/contract/model.ts";

/** What a person should know of a provider. */
interface ProviderWords {
  readonly title: string;
  /** A model's name, as an example. */
  readonly example: string;
}

export const PROVIDERS: Readonly<Record<ModelProvider, ProviderWords>> = {
  "openai-compatible": { title: "OpenAI-compatible", example: "qwen3:8b" },
  openai: { title: "OpenAI", example: "gpt-5-mini" },
  anthropic: { title: "Anthropic", example: "claude-sonnet-4-5" },
  google: { title: "Google Gemini", example: "gemini-2.5-flash" },
};

/** Where programs on this computer serve models, by their documentation. */
export const LOCAL_PROGRAMS: readonly { readonly title: string; readonly baseUrl: string }[] = [
  { title: "Ollama", baseUrl: "http://127.0.0.1:11434/v1" },
  { title: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1" },
  { title: "vLLM", baseUrl: "http://127.0.0.1:8000/v1" },
];
