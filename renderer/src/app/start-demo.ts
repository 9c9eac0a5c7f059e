import { go } from "#renderer/app/navigation.ts";
import { chooseAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { script } from "#renderer/features/conversation/conversation-store.ts";
import { say, startConversation } from "#renderer/features/conversation/talk.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/**
 * The demonstration: the sample servers are started, the sample assistant is opened, and the first scripted turn is said.
 * What comes after it is offered as a suggestion. Answers why not, where it could not begin.
 */
export async function startDemo(api: ConsoleApi): Promise<ConsoleError | undefined> {
  const opened = await api.call("assistants.openSample", {});
  if (!opened.ok) return opened.error;
  const { assistant, say: lines } = opened.value;
  chooseAssistant(assistant.id);
  script(assistant.id, lines);
  go(api, { room: "assistants", assistantTab: "conversation" });
  const conversation = await startConversation(api, assistant);
  const [first] = lines;
  if (conversation !== undefined && first !== undefined) void say(api, conversation, first);
  return undefined;
}
