import type { Core } from "#core/core.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, type Result } from "#shared/base/result.ts";
import type { Conversation } from "#shared/contract/conversation.ts";
import { flag, textOption, textOptions, type Command, type CommandIo, type Given } from "../command.ts";
import { holdConversation, type Holding } from "../hold-conversation.ts";
import { addAssistant, modelOptions, readUrls } from "../assistant-input.ts";
import { safeLine, tellError } from "../safe-output.ts";
import { serverOptions, usageError } from "../server-input.ts";
import { openCore } from "../session.ts";
import { isTranscriptName, writeTranscript } from "../write-transcript.ts";

const NO_HEADER = { type: "string", help: "" } as const;

/** `preflight chat`: a conversation over some servers. */
export const chat: Command = {
  usage: "chat URL... [--prompt FILE] [--say TEXT]... [options]",
  about: `Discovers the tools of every server anew, as a platform does at the start of a conversation, says first what was
registered and which servers would have been dropped in silence, and then holds the conversation: each --say, or what is
typed line by line. Each step is shown: what was considered, the call with where its arguments came from, the result, the
reply. A URL can be kept out of the arguments as env:NAME; PREFLIGHT_URL is used where none is given.
The model is simulated unless --model names a real one, as PROVIDER:NAME (openai-compatible, openai, anthropic, google).
A call of a tool that does not claim to only read is asked about at a terminal, and refused elsewhere without --yes.`,
  options: {
    prompt: { type: "string", value: "FILE", help: "The assistant's system prompt" },
    say: {
      type: "string",
      multiple: true,
      value: "TEXT",
      help: "Say this; can be repeated. Without it: standard input",
    },
    ...modelOptions,
    transcript: { type: "string", value: "FILE", help: "Write the transcript in the end: .md, .html or .json" },
    yes: { type: "boolean", help: "Allow every call" },
    "header-env": serverOptions["header-env"] ?? NO_HEADER,
    transport: serverOptions["transport"] ?? NO_HEADER,
    json: { type: "boolean", help: "Print one line of JSON for the opening, and one a turn" },
  },
  examples: [
    `preflight chat https://mcp.example.com/mcp --prompt prompt.md --say "How is account ACC-1001 doing?"`,
    "preflight chat env:ONE_URL env:OTHER_URL --prompt prompt.md",
    "preflight chat env:MCP_URL --model openai-compatible:qwen3 --base-url http://127.0.0.1:11434/v1",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const core = await openCore(io);
    const keyboard = openKeyboard(io);
    try {
      const assistantId = await prepare(core, given, io);
      if (!assistantId.ok) return tellError(io, assistantId.error, json);
      const file = textOption(given, "transcript");
      let unwritten = false;
      const onEnd = async (conversation: Conversation): Promise<void> => {
        if (file !== undefined) unwritten = !(await writeTranscript(file, conversation));
      };
      const holding = holdingOf(core, assistantId.value, given, io, keyboard);
      const code = await holdConversation({ ...holding, onEnd }, io);
      return unwritten
        ? tellError(io, usageError("The transcript could not be written.", "Check the path."), json)
        : code;
    } finally {
      keyboard.close();
      await core.close();
    }
  },
};

/** Where the words come from, and who answers for permission. */
function holdingOf(core: Core, assistantId: string, given: Given, io: CommandIo, keyboard: Keyboard): Holding {
  const json = flag(given, "json");
  const said = textOptions(given, "say");
  const base = { core, assistantId, json };
  if (!io.interactive) return { ...base, said: said.length > 0 ? said : io.lines(), echo: true };
  // Standard output holds nothing but the lines of JSON where those are asked for.
  const ask = json ? io.err : io.out;
  const typed = async function* () {
    for (;;) {
      ask("\n> ");
      const line = await keyboard.next();
      if (line === undefined) return ask("\n");
      yield line;
    }
  };
  return {
    ...base,
    said: said.length > 0 ? said : typed(),
    echo: said.length > 0,
    async permit(tool) {
      ask(`  ${safeLine(tool, 80)} does not claim to only read. Call it? [y]es, [a]lways, [N]o: `);
      const answer = ((await keyboard.next()) ?? "").trim().toLowerCase();
      return { allow: /^(y|yes|a|always)$/.test(answer), always: answer.startsWith("a") };
    },
  };
}

interface Keyboard {
  /** The next line that is typed; undefined when there are no more. */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
}

/** One reader for all that is typed: a line answers the question that is open, and is said otherwise. */
function openKeyboard(io: CommandIo): Keyboard {
  let lines: AsyncIterator<string> | undefined;
  return {
    async next() {
      lines ??= io.lines()[Symbol.asyncIterator]();
      const { value, done } = await lines.next();
      return done === true ? undefined : value;
    },
    // A terminal that is still read keeps the process alive.
    close: () => void lines?.return?.(),
  };
}

/** Adds the servers, the model and the assistant to the core of this command. No error repeats what was given. */
async function prepare(core: Core, given: Given, io: CommandIo): Promise<Result<string, ConsoleError>> {
  const transcript = textOption(given, "transcript");
  if (transcript !== undefined && !isTranscriptName(transcript))
    return fail(usageError("The transcript's format is not known.", "Give a file that ends in .md, .html or .json."));
  const urls = readUrls(given.positionals, io);
  if (!urls.ok) return urls;
  return addAssistant(core, { urls: urls.value, confirmCalls: !flag(given, "yes") }, given, io);
}
