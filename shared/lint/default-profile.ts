import type { LintProfile } from "#shared/lint/lint-input.ts";

/** No platform chosen: the narrowest common name rule, every provider possible. */
export const defaultProfile: LintProfile = {
  id: "any",
  title: "The narrowest provider (OpenAI)",
  nameRule: {
    pattern: "^[a-zA-Z0-9_-]{1,64}$",
    maxLength: 64,
    source: "OpenAI function calling reference",
    date: "2026-11-01",
  },
  limits: [],
};
