import { pieces, tokensOf, type ScriptedAnswer, type SentEvent } from "./scripted-answer.ts";

/** OpenAI's Responses, streamed. */
export function responses(answer: ScriptedAnswer, model: string): readonly SentEvent[] {
  const { calls = [], text = [] } = answer;
  const { input, output } = tokensOf(answer);
  const head = { id: "resp_1", object: "response", created_at: 1_780_000_000, model, output: [] };
  const events: { readonly type: string; readonly [key: string]: unknown }[] = [
    { type: "response.created", response: { ...head, status: "in_progress" } },
    { type: "response.in_progress", response: { ...head, status: "in_progress" } },
  ];
  if (text.length > 0) {
    const item = { type: "message", id: "msg_1", role: "assistant" };
    const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
    const whole = { type: "output_text", text: text.join(""), annotations: [] };
    events.push(
      { type: "response.output_item.added", output_index: 0, item: { ...item, status: "in_progress", content: [] } },
      { type: "response.content_part.added", ...place, part: { type: "output_text", text: "", annotations: [] } },
      ...text.map((delta) => ({ type: "response.output_text.delta", ...place, delta })),
      { type: "response.output_text.done", ...place, text: text.join("") },
      { type: "response.content_part.done", ...place, part: whole },
      {
        type: "response.output_item.done",
        output_index: 0,
        item: { ...item, status: "completed", content: [whole] },
      },
    );
  }
  for (const [index, call] of calls.entries()) {
    const output_index = index + (text.length > 0 ? 1 : 0);
    const id = `fc_${index}`;
    const item = { type: "function_call", id, call_id: call.id ?? `call_${index}`, name: call.name };
    events.push(
      { type: "response.output_item.added", output_index, item: { ...item, arguments: "", status: "in_progress" } },
      ...pieces(call.argumentsText).map((delta) => ({
        type: "response.function_call_arguments.delta",
        item_id: id,
        output_index,
        delta,
      })),
      {
        type: "response.function_call_arguments.done",
        item_id: id,
        output_index,
        arguments: call.argumentsText,
      },
      {
        type: "response.output_item.done",
        output_index,
        item: { ...item, arguments: call.argumentsText, status: "completed" },
      },
    );
  }
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
  const reason = answer.finish === "length" ? "max_output_tokens" : "content_filter";
  events.push(
    answer.finish === undefined
      ? { type: "response.completed", response: { ...head, status: "completed", incomplete_details: null, usage } }
      : {
          type: "response.incomplete",
          response: { ...head, status: "incomplete", incomplete_details: { reason }, usage },
        },
  );
  return events.map((data, sequence_number) => ({ event: data.type, data: { ...data, sequence_number } }));
}
