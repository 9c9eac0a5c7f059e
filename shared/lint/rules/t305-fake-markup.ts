import { matchPhrases, phraseBook, type Phrase } from "#shared/lint/hostile-text.ts";
import type { ToolRule } from "#shared/lint/rule.ts";

const PHRASES = phraseBook([
  {
    form: /<!--[\s\S]{3,}/,
    message: "An HTML comment, which a person who sees the rendered text does not see.",
    needs: "<",
  },
  {
    form: /(?<!`)<\/?(hidden|secret|system|sys|admin|override|instructions?_?override|assistant|inst)>(?!`)|<important>[^<]{0,400}\b(you|assistant|read|file|secrets?|keys?|pass|send|ignore|before|first|user|tools?|never|other|all|clipboard)\b/i,
    message: "A tag that poses as a part of the prompt.",
    needs: "<",
  },
  {
    form: /\[\/?(INST|SYSTEM|SYS)\]|(?<!`)<\|(im_start|im_end|system|user|assistant|endoftext)\|>|<<SYS>>/i,
    message: "A chat template's control token.",
    needs: "[ <",
  },
  {
    form: /(^|\n)\s*#{2,4}\s*(system|assistant)\s*:|(^|\s)#{2,4}\s*(instruction|human|system prompt)\s*:|\bSYSTEM (OVERRIDE|INSTRUCTION|PROMPT|MESSAGE|NOTE|NOTICE|ALERT|COMMAND|UPDATE)\b\s*:|(^|[\n`])\s*(SYSTEM|ASSISTANT)\s*:\s*\S/,
    message: "A text that poses as a system message.",
    needs: "# syst assi",
  },
  {
    form: /={2,}\s*(system|admin|root)\s*={2,}|<\/(description|tool|function)s?>|(^|\n)\s*#{1,4}\s*(system|developer|administrator)\s+(message|override|notice|directive|instruction)s?\s*(:|\n|$)/i,
    message: "A text that poses as a system message.",
    needs: "# = <",
  },
  {
    form: /<\w+[^>]{0,80}style\s*=[^>]{0,80}(display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0(?!\.)|color:\s*(white|transparent|#fff))|^\s*\[\/\/\]:\s*#|\s\[\/\/\]:\s*#/i,
    message: "Markup that hides its text from a person who sees it rendered.",
    needs: "< [",
  },
] as const satisfies readonly Phrase[]);

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
  *check({ spoken }) {
    yield* matchPhrases(spoken, PHRASES);
  },
};
