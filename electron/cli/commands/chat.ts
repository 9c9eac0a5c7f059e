import { readFile } from "node:fs/promises";
import type { Core } from "#core/core.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { modelProviderSchema, SIMULATED_MODEL } from "#shared/contract/model.ts";
import { flag, textOption, textOptions, type Command, type CommandIo, type Given } from "../command.ts";
import { holdConversation, type Holding } from "../hold-conversation.ts";
import { safeLine, tellError } from "../safe-output.ts";
import { readHeaders, readTransport, serverOptions, usageError } from "../server-input.ts";
import { openCore } from "../session.ts";

const LONGEST_PROMPT = 400_000;
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
    model: { type: "string", value: "MODEL", help: "simulated (the default), or PROVIDER:NAME" },
    "base-url": { type: "string", value: "URL", help: "Where an openai-compatible model answers" },
    "key-env": { type: "string", value: "NAME", help: "The environment variable that holds the model's key" },
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
    try {
      const assistantId = await prepare(core, given, io);
      if (!assistantId.ok) return tellError(io, assistantId.error, json);
      return await holdConversation(holdingOf(core, assistantId.value, given, io), io);
    } finally {
      await core.close();
    }
  },
};

/** Where the words come from, and who answers for permission. */
function holdingOf(core: Core, assistantId: string, given: Given, io: CommandIo): Holding {
  const json = flag(given, "json");
  const said = textOptions(given, "say");
  const base = { core, assistantId, json };
  if (said.length > 0 || !io.interactive) return { ...base, said: said.length > 0 ? said : io.lines(), echo: true };
  // One reader for both: what is typed answers the question that is open, and is said otherwise.
  const lines = io.lines()[Symbol.asyncIterator]();
  const typed = async function* () {
    for (;;) {
      io.out("\n> ");
      const { value, done } = await lines.next();
      if (done === true) return;
      yield value;
    }
  };
  return {
    ...base,
    said: typed(),
    echo: false,
    async permit(tool) {
      io.out(`  ${safeLine(tool, 80)} does not claim to only read. Call it? [y]es, [a]lways, [N]o: `);
      const { value, done } = await lines.next();
      const answer = done === true ? "" : value.trim().toLowerCase();
      return { allow: /^(y|yes|a|always)$/.test(answer), always: answer.startsWith("a") };
    },
  };
}

/** Adds the servers, the model and the assistant to the core of this command. No error repeats what was given. */
async function prepare(core: Core, given: Given, io: CommandIo): Promise<Result<string, ConsoleError>> {
  const context = { signal: io.signal };
  const prompt = await readPrompt(textOption(given, "prompt"));
  if (!prompt.ok) return prompt;
  const urls = readUrls(given, io);
  if (!urls.ok) return urls;
  const headers = readHeaders(textOptions(given, "header-env"), io);
  if (!headers.ok) return headers;
  const transport = readTransport(textOption(given, "transport"));
  if (!transport.ok) return transport;
  const modelId = await addModel(core, given, io);
  if (!modelId.ok) return modelId;
  const serverIds: string[] = [];
  for (const [at, url] of urls.value.entries()) {
    const id = `server-${at + 1}`;
    const kind = transport.value === undefined ? {} : { transport: transport.value };
    const added = await core.handlers["servers.add"]({ id, url, headers: headers.value, ...kind }, context);
    if (!added.ok) return added;
    serverIds.push(id);
  }
  const saved = await core.handlers["assistants.save"](
    {
      id: "assistant",
      name: "Command line",
      prompt: prompt.value,
      serverIds,
      profileId: "insighto",
      modelId: modelId.value,
      httpToolIds: [],
      confirmCalls: !flag(given, "yes"),
      severities: {},
    },
    context,
  );
  return saved.ok ? ok(saved.value.id) : saved;
}

function readUrls({ positionals }: Given, io: CommandIo): Result<readonly string[], ConsoleError> {
  const ambient = io.env["PREFLIGHT_URL"] ?? "";
  const named = positionals.length === 0 && ambient !== "" ? [ambient] : positionals;
  if (named.length === 0)
    return fail(usageError("There is no URL.", "Give one or several, or env:NAME, or set PREFLIGHT_URL."));
  if (named.length > 100) return fail(usageError("There are more than 100 servers.", "Give fewer."));
  const urls: string[] = [];
  for (const one of named) {
    const url = one.startsWith("env:") ? io.env[one.slice(4)] : one;
    if (url === undefined) return fail(usageError("A variable that env: names is not set.", "Set it to a URL."));
    urls.push(url);
  }
  return ok(urls);
}

async function readPrompt(path: string | undefined): Promise<Result<string, ConsoleError>> {
  if (path === undefined) return ok("");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return fail(usageError("The prompt could not be read.", "Check the path."));
  }
  if (text.length > LONGEST_PROMPT)
    return fail(usageError("The prompt is too long.", "Give at most 400,000 characters."));
  return ok(text.replace(/^\uFEFF/, ""));
}

/** The id of the model to talk to: the simulated one, or a real one that this run alone knows. */
async function addModel(core: Core, given: Given, io: CommandIo): Promise<Result<string, ConsoleError>> {
  const named = textOption(given, "model") ?? SIMULATED_MODEL;
  if (named === SIMULATED_MODEL) return ok(SIMULATED_MODEL);
  const colon = named.indexOf(":");
  const provider = modelProviderSchema.safeParse(named.slice(0, Math.max(0, colon)));
  const model = named.slice(colon + 1);
  if (!provider.success || model === "" || model.length > 200)
    return fail(
      usageError(
        "The model is not known.",
        `Write simulated, or PROVIDER:NAME with one of ${modelProviderSchema.options.join(", ")}.`,
      ),
    );
  const keyName = textOption(given, "key-env");
  const key = keyName === undefined ? undefined : io.env[keyName];
  if (keyName !== undefined && key === undefined)
    return fail(usageError("The variable that --key-env names is not set.", "Put the model's key into it."));
  const baseUrl = textOption(given, "base-url");
  const saved = await core.handlers["models.save"](
    {
      id: "model",
      name: model,
      provider: provider.data,
      model,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(key === undefined ? {} : { key }),
    },
    { signal: io.signal },
  );
  return saved.ok ? ok(saved.value.id) : saved;
}
