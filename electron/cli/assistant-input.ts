import { readFile } from "node:fs/promises";
import type { Core } from "#core/core.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { modelProviderSchema, SIMULATED_MODEL } from "#shared/contract/model.ts";
import { textOption, textOptions, type CommandIo, type Given, type OptionForm } from "./command.ts";
import { readHeaders, readTransport, usageError } from "./server-input.ts";

const LONGEST_PROMPT = 400_000;

/** Options that name the model of a conversation or a suite. */
export const modelOptions: Readonly<Record<string, OptionForm>> = {
  model: { type: "string", value: "MODEL", help: "simulated (the default), or PROVIDER:NAME" },
  "base-url": { type: "string", value: "URL", help: "Where an openai-compatible model answers" },
  "key-env": { type: "string", value: "NAME", help: "The environment variable that holds the model's key" },
};

/** The URLs that were given, `env:NAME` looked up; PREFLIGHT_URL where none is. No error repeats what was given. */
export function readUrls(given: readonly string[], io: CommandIo): Result<readonly string[], ConsoleError> {
  const ambient = io.env["PREFLIGHT_URL"] ?? "";
  const named = given.length === 0 && ambient !== "" ? [ambient] : given;
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

/** What an assistant of the command line is made of, beside what the options say. */
interface AssistantParts {
  readonly urls: readonly string[];
  /** A server that is in the store already. */
  readonly storedServer?: string;
  readonly confirmCalls: boolean;
}

/** Adds the servers, the model and the assistant to the core of this command. Answers the assistant's id. No error repeats what was given. */
export async function addAssistant(
  core: Core,
  { urls, storedServer, confirmCalls }: AssistantParts,
  given: Given,
  io: CommandIo,
): Promise<Result<string, ConsoleError>> {
  const prompt = await readPrompt(textOption(given, "prompt"));
  if (!prompt.ok) return prompt;
  const modelId = await addModel(core, given, io);
  if (!modelId.ok) return modelId;
  const serverIds = await addServers(core, urls, given, io);
  if (!serverIds.ok) return serverIds;
  const saved = await core.handlers["assistants.save"](
    {
      id: "assistant",
      name: "Command line",
      prompt: prompt.value,
      serverIds: [...(storedServer === undefined ? [] : [storedServer]), ...serverIds.value],
      profileId: "insighto",
      modelId: modelId.value,
      httpToolIds: [],
      confirmCalls,
      severities: {},
    },
    { signal: io.signal },
  );
  return saved.ok ? ok(saved.value.id) : saved;
}

/** Adds servers to the core of this command, all with the headers and the transport that were given. Answers their ids. */
async function addServers(
  core: Core,
  urls: readonly string[],
  given: Given,
  io: CommandIo,
): Promise<Result<readonly string[], ConsoleError>> {
  const headers = readHeaders(textOptions(given, "header-env"), io);
  if (!headers.ok) return headers;
  const transport = readTransport(textOption(given, "transport"));
  if (!transport.ok) return transport;
  const kind = transport.value === undefined ? {} : { transport: transport.value };
  const ids: string[] = [];
  for (const [at, url] of urls.entries()) {
    const id = `server-${at + 1}`;
    const added = await core.handlers["servers.add"](
      { id, url, headers: headers.value, ...kind },
      { signal: io.signal },
    );
    if (!added.ok) return added;
    ids.push(id);
  }
  return ok(ids);
}

/** The text of a prompt file; empty where none is named. */
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
