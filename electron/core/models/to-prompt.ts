import type { LanguageModelV4Prompt, LanguageModelV4ToolCallPart } from "@ai-sdk/provider";
import { type JsonObject, readJsonObject } from "#shared/base/json.ts";
import type { ModelCall, ModelMessage } from "#core/model-ports.ts";
import type { CallMemory } from "./call-memory.ts";
import type { WireNames } from "./wire-names.ts";

/** What was said, as the SDK's providers take it. `ids` maps call ids as `names` maps tools: other models made some. */
export function toPrompt(
  prompt: string,
  messages: readonly ModelMessage[],
  how: { readonly names: WireNames; readonly ids: WireNames; readonly memory: CallMemory },
): LanguageModelV4Prompt {
  const wire: LanguageModelV4Prompt = [];
  if (prompt.trim() !== "") wire.push({ role: "system", content: prompt });
  for (const message of messages) {
    if (message.role === "user") {
      wire.push({ role: "user", content: [{ type: "text", text: message.text }] });
    } else if (message.role === "assistant") {
      const text = message.text === "" ? [] : [{ type: "text" as const, text: message.text }];
      const calls = message.calls.map((call) => toCallPart(call, how));
      // A provider refuses an empty message, and a silent one says nothing.
      if (text.length + calls.length > 0) wire.push({ role: "assistant", content: [...text, ...calls] });
    } else {
      wire.push({
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: how.ids.toWire(message.callId),
            toolName: how.names.toWire(message.name),
            output: { type: message.isError ? "error-text" : "text", value: message.text },
          },
        ],
      });
    }
  }
  return wire;
}

function toCallPart(
  call: ModelCall,
  { names, ids, memory }: { readonly names: WireNames; readonly ids: WireNames; readonly memory: CallMemory },
): LanguageModelV4ToolCallPart {
  const signature = memory.of(call.id);
  return {
    type: "tool-call",
    toolCallId: ids.toWire(call.id),
    toolName: names.toWire(call.name),
    input: argumentsOf(call.argumentsText),
    ...(signature === undefined
      ? {}
      : {
          providerOptions: { google: { thoughtSignature: signature }, compatible: { thoughtSignature: signature } },
        }),
  };
}

/** Providers want an object back; what the model wrote instead is shown to it as such. */
const argumentsOf = (text: string): JsonObject =>
  text.trim() === "" ? {} : (readJsonObject(text) ?? { unreadable_arguments: text });
