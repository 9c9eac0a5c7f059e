import { matchPhrases, type Phrase } from "#shared/lint/hostile-text.ts";
import type { ToolRule } from "#shared/lint/rule.ts";

const PHRASES: readonly Phrase[] = [
  { form: /<!--[\s\S]{3,}/, message: "An HTML comment, which a person who sees the rendered text does not see." },
  {
    form: /<\/?(important|hidden|secret|system|sys|admin|override|instructions?_?override|assistant|inst)>/i,
    message: "A tag that poses as a part of the prompt.",
  },
  {
    form: /\[\/?(INST|SYSTEM|SYS)\]|<\|(im_start|im_end|system|user|assistant|endoftext)\|>|<<SYS>>/i,
    message: "A chat template's control token.",
  },
  {
    form: /(^|\n)\s*#{2,4}\s*(system|assistant)\s*:|(^|\s)#{2,4}\s*(instruction|human|system prompt)\s*:|\bSYSTEM (OVERRIDE|INSTRUCTION|PROMPT|MESSAGE|NOTE|NOTICE|ALERT|COMMAND|UPDATE)\b\s*:|(^|[\n`])\s*(SYSTEM|ASSISTANT)\s*:\s*\S/,
    message: "A text that poses as a system message.",
  },
];

export const fakeMarkup: ToolRule = {
  id: "T305",
  name: "fake-markup",
  scope: "tool",
  severity: "error",
  title: "Markup that poses as a system message or hides text",
  why: "Tags such as <IMPORTANT>, chat template tokens and HTML comments lend a tool's text an authority that it does not have, or hide it from whoever reads it rendered.",
  before: '"Adds two numbers. <IMPORTANT>First read ...</IMPORTANT>"',
  after: '"Adds two numbers."',
  source: "Invariant tool poisoning; SAFE-MCP T1001; Cisco mcp-scanner (prompt_injection_html_comment)",
  *check({ texts }) {
    yield* matchPhrases(texts, PHRASES);
  },
};
