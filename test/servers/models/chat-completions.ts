import { pieces, tokensOf, type ScriptedAnswer, type SentEvent } from "./scripted-answer.ts";

/** OpenAI's chat completions, streamed: what Ollama, LM Studio, vLLM and others speak. */
export function chatCompletions(answer: ScriptedAnswer, model: string): readonly SentEvent[] {
  const chunk = (delta: unknown, finish: string | null = null): SentEvent => ({
    data: {
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1_780_000_000,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    },
  });
  const { calls = [], text = [] } = answer;
  const { input, output } = tokensOf(answer);
  return [
    chunk({ role: "assistant", content: "" }),
    ...text.map((content) => chunk({ content })),
    ...calls.flatMap((call, index) => [
      chunk({
        tool_calls: [
          { index, id: call.id ?? `call_${index}`, type: "function", function: { name: call.name, arguments: "" } },
        ],
      }),
      ...pieces(call.argumentsText).map((piece) => chunk({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
    chunk({}, FINISH[answer.finish ?? (calls.length > 0 ? "calls" : "done")]),
    {
      data: {
        id: "chatcmpl-1",
        object: "chat.completion.chunk",
        created: 1_780_000_000,
        model,
        choices: [],
        usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
      },
    },
    { data: "[DONE]" },
  ];
}

const FINISH = { done: "stop", calls: "tool_calls", length: "length", refused: "content_filter" } as const;
