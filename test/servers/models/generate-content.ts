import { tokensOf, type ScriptedAnswer, type SentEvent } from "./scripted-answer.ts";

/** Gemini's generateContent, streamed as server-sent events. */
export function generateContent(answer: ScriptedAnswer, model: string): readonly SentEvent[] {
  const { calls = [], text = [] } = answer;
  const { input, output } = tokensOf(answer);
  const chunk = (parts: readonly unknown[], finishReason?: string): SentEvent => ({
    data: {
      candidates: [
        { content: { parts, role: "model" }, index: 0, ...(finishReason === undefined ? {} : { finishReason }) },
      ],
      usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
      modelVersion: model,
    },
  });
  return [
    ...text.map((piece) => chunk([{ text: piece }])),
    ...calls.map((call) =>
      chunk([
        {
          functionCall: { name: call.name, args: JSON.parse(call.argumentsText) as unknown },
          ...(call.signature === undefined ? {} : { thoughtSignature: call.signature }),
        },
      ]),
    ),
    chunk([{ text: "" }], FINISH[answer.finish ?? "done"]),
  ];
}

const FINISH = { done: "STOP", length: "MAX_TOKENS", refused: "SAFETY" } as const;
