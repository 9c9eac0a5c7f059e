import { pieces, tokensOf, type ScriptedAnswer, type SentEvent } from "./scripted-answer.ts";

/** Anthropic's messages, streamed. */
export function messages(answer: ScriptedAnswer, model: string): readonly SentEvent[] {
  const { calls = [], text = [] } = answer;
  const { input, output } = tokensOf(answer);
  const events: { readonly type: string; readonly [key: string]: unknown }[] = [
    {
      type: "message_start",
      message: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: input, output_tokens: 1 },
      },
    },
    { type: "ping" },
  ];
  const block = (content_block: unknown, deltas: readonly unknown[]): void => {
    const index = events.filter(({ type }) => type === "content_block_start").length;
    events.push(
      { type: "content_block_start", index, content_block },
      ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
      { type: "content_block_stop", index },
    );
  };
  if (text.length > 0)
    block(
      { type: "text", text: "" },
      text.map((piece) => ({ type: "text_delta", text: piece })),
    );
  for (const [index, call] of calls.entries())
    block(
      { type: "tool_use", id: call.id ?? `toolu_${index}`, name: call.name, input: {} },
      pieces(call.argumentsText).map((piece) => ({ type: "input_json_delta", partial_json: piece })),
    );
  const stop_reason = FINISH[answer.finish ?? (calls.length > 0 ? "calls" : "done")];
  events.push(
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: output } },
    { type: "message_stop" },
  );
  return events.map((data) => ({ event: data.type, data }));
}

const FINISH = { done: "end_turn", calls: "tool_use", length: "max_tokens", refused: "refusal" } as const;
