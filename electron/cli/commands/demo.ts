import { createSampleServers } from "../../../resources/samples/create-sample-servers.ts";
import { flag, type Command } from "../command.ts";
import { holdConversation } from "../hold-conversation.ts";
import { tellError } from "../safe-output.ts";
import { openCore } from "../session.ts";

/** Every call is of the sample's own data. */
const permit = async () => ({ allow: true, always: false });

/** `preflight demo`: the scripted conversation with the customer success sample. */
export const demo: Command = {
  usage: "demo [--json]",
  about: `Starts a sample server on loopback, opens a conversation of the sample assistant with the simulated model, and says
four things: one that is looked up, one that lacks something, its answer, and one that no tool fits. Nothing leaves this
computer, and nothing is kept.`,
  options: { json: { type: "boolean", help: "Print one line of JSON for the opening, and one a turn" } },
  examples: ["preflight demo"],
  async run(given, io) {
    const json = flag(given, "json");
    const core = await openCore(io, createSampleServers());
    try {
      const opened = await core.handlers["assistants.openSample"]({}, { signal: io.signal });
      if (!opened.ok) return tellError(io, opened.error, json);
      const { assistant, say } = opened.value;
      return await holdConversation({ core, assistantId: assistant.id, said: say, json, permit, echo: true }, io);
    } finally {
      await core.close();
    }
  },
};
