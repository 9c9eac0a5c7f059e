import { readJsonObject } from "#shared/base/json.ts";
import { MASK } from "#shared/base/redact.ts";
import { ok } from "#shared/base/result.ts";
import type { DecidedCall } from "#shared/contract/conversation.ts";
import type { ModelCall, ModelGateway, ModelTool, OpenedModel } from "#core/model-ports.ts";
import type { NamedTool } from "./attached-tools.ts";
import { messagesOf } from "./messages.ts";
import { freshId } from "./open-server.ts";
import type { Thinker } from "./thinking.ts";

const MOST_NAMED = 20;

/** A real model in a conversation. What it says and calls is taken as it is; what it weighed it does not say. */
export function realThinker(gateway: ModelGateway, model: OpenedModel, tools: readonly NamedTool[]): Thinker {
  const offered: readonly ModelTool[] = tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
  }));
  const names = new Set(tools.map(({ name }) => name));
  return {
    holdInvalid: false, // a platform does not check: the server does
    considers: () => true,
    async think({ conversation, utterance, full, signal, onText }) {
      const { prompt, turns } = conversation;
      const messages = messagesOf(turns, full);
      const answered = await gateway.answer(model, { prompt, messages, tools: offered, signal, onText });
      if (!answered.ok) return answered;
      const { text, calls, finish, ms, tokens, firstTokenMs } = answered.value;
      return ok({
        decision: calls.length > 0 ? "call" : "answer",
        text: text.trim(),
        finish: finish === "calls" ? "done" : finish,
        calls: calls.map((call) => decidedCall(call, names, utterance)),
        missing: [],
        considered: { ranking: [], offered: offered.length, unsure: false, notes: [] },
        ms,
        ...(tokens === undefined ? {} : { tokens: { ...tokens } }),
        ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
      });
    },
    close: async () => undefined,
  };
}

/** A call as the model wrote it, with what is wrong with it: it is told so, and can try again. */
function decidedCall({ name, argumentsText }: ModelCall, names: ReadonlySet<string>, utterance: string): DecidedCall {
  const call: DecidedCall = { callId: freshId(), tool: name, argumentsText, sources: {} };
  if (!names.has(name)) {
    const known = [...names].slice(0, MOST_NAMED).join(", ");
    return { ...call, problem: `There is no tool ${JSON.stringify(name.slice(0, 80))}. The tools are: ${known}.` };
  }
  const text = argumentsText.trim() === "" ? "{}" : argumentsText;
  const value = readJsonObject(text);
  if (value !== undefined) {
    const masked = !utterance.includes(MASK) && JSON.stringify(value).includes(MASK);
    return { ...call, argumentsText: text, ...(masked ? { problem: hidden } : {}) };
  }
  return { ...call, problem: "The arguments are not a JSON object. Write one that fits the tool's input schema." };
}

/** Secrets that a server says, and those of before a restart, are masked for a model too: it cannot pass them on. */
const hidden = `The arguments hold ${MASK}, which stands where a secret was hidden. Ask the user for the value.`;
