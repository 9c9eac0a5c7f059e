import type { ToolRule } from "#shared/lint/rule.ts";

const NAME =
  /^(side_?note|llm_?(model_?)?name|calling_model|(conversation|chat)_?(history|context|log)|system_?prompt|full_?(context|conversation)|previous_?messages|user_?prompt_?verbatim|tools_?list|other_?tools|model_?thoughts?|(contents?|text)_of_\w*(key|secret|password|config|env)\w*)$/i;
const SAID =
  /\b(llm|language) model that calls\b|\b(entire|full|complete|whole) (conversation|chat|context|system prompt)\b|\bsystem prompt (of|from) (the|your)\b|\b(content|contents) of the (file|config|key)\b.{0,20}\bhere\b|\bpass (the|its) (file'?s?|key|secret)|\b(all|everything|anything)( else)?( of note)?( that)? (you know|from the files)\b|\bassistant'?s (initial|system|hidden) (instructions|prompt)\b|\b(tools|functions) available to you\b|\bresults of (all|every|each|any) (previous|earlier|other) tools?\b/i;
/** What a tool is about that has to do with conversations or models anyway. */
export const OF_MODELS = /agent|assistant|model|prompt|llm|chat|conversation|message|transcript|dialog/i;

export const suspiciousParameter: ToolRule = {
  id: "T308",
  name: "suspicious-parameter",
  scope: "tool",
  severity: "warning",
  title: "A parameter that asks for more than the task needs",
  why: "Models fill parameters willingly: one named `sidenote`, `conversation_history` or `llm_model_name` collects what the tool has no use for.",
  before: "add(a, b, sidenote)",
  after: "add(a, b)",
  source: "Invariant tool poisoning; MSB out-of-scope parameter",
  *check({ parameters, name: tool }) {
    if (OF_MODELS.test(tool)) return;
    for (const { name, description, pointer } of parameters) {
      if (!NAME.test(name) && !SAID.test(description)) continue;
      yield {
        message: `\`${name}\` asks for something about the conversation or the model that the task does not need.`,
        pointer,
      };
    }
  },
};
