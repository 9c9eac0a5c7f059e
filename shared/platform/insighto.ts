import type { PlatformProfile } from "#shared/platform/profile.ts";

const OWN = { source: "PRODUCT.md, The platform it prepares for", date: "2026-11-22" } as const;

/** Insighto, a voice and chat assistant platform: the default profile. */
export const insighto: PlatformProfile = {
  id: "insighto",
  title: "Insighto",
  summary: "Voice and chat assistants; a server is one https:// URL, discovered anew for every conversation.",
  ...OWN,
  transports: ["streamable-http", "sse"],
  httpsOnly: true,
  auth: ["url-token", "path-token", "reverse-proxy", "address-allow-list"],
  consumes: ["tools"],
  declaredCapabilities: {},
  discovery: "each-conversation",
  failure: "silent",
  toolChoice: "all",
  latencyBudgetMs: 300,
  nameRule: {
    pattern: "^[a-zA-Z0-9_-]{1,64}$",
    maxLength: 64,
    source: "OpenAI function names, the narrowest of the providers behind it (lint-drift, provider limits)",
    date: "2026-11-01",
  },
  limits: [
    {
      id: "silence",
      about: "silence that a caller notices in voice",
      value: 300,
      unit: "ms",
      effect: "advises",
      ...OWN,
    },
    {
      id: "many-tools",
      about: "tools beyond which a model picks less well unless the prompt names each with a trigger",
      value: 50,
      unit: "count",
      effect: "advises",
      ...OWN,
    },
  ],
  facts: [
    { said: "There is no field for a user name, a password or headers: the credential is part of the URL.", ...OWN },
    { said: "Nothing is cached and nothing refreshed: an added tool is there in the next conversation.", ...OWN },
    { said: "Every advertised tool is registered: there is no choice per tool.", ...OWN },
    { said: "When discovery fails, zero tools are registered and the conversation goes on without a word.", ...OWN },
    { said: "The model sees a name, a description and a parameter schema: resources and prompts are ignored.", ...OWN },
    { said: "The system prompt must name a tool with a clear trigger, or the model will not use it reliably.", ...OWN },
  ],
};
