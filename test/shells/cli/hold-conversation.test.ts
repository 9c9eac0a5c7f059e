import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { invalidInput } from "#shared/base/failure.ts";
import { fail } from "#shared/base/result.ts";
import type { Core } from "#core/core.ts";
import type { CommandIo } from "../../../electron/cli/command.ts";
import { holdConversation } from "../../../electron/cli/hold-conversation.ts";
import { openCore } from "../../../electron/cli/session.ts";
import { writeTranscript } from "../../../electron/cli/write-transcript.ts";

const io = (): CommandIo & { readonly said: string[] } => {
  const said: string[] = [];
  return {
    said,
    env: {},
    signal: new AbortController().signal,
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    input: () => Promise.resolve(""),
    lines: async function* () {},
    interactive: false,
  };
};

/** A core whose second turn goes wrong in the given way. */
async function failingAtSecond(core: Core, second: () => never | ReturnType<Core["handlers"]["conversations.say"]>) {
  let turns = 0;
  const say: Core["handlers"]["conversations.say"] = (params, context) =>
    (turns += 1) === 2 ? second() : core.handlers["conversations.say"](params, context);
  await core.handlers["assistants.save"](
    {
      id: "assistant",
      name: "Test",
      prompt: "Be kind.",
      serverIds: [],
      profileId: "insighto",
      modelId: "simulated",
      httpToolIds: [],
      confirmCalls: true,
      severities: {},
    },
    { signal: new AbortController().signal },
  );
  return { ...core, handlers: { ...core.handlers, "conversations.say": say } };
}

const notTaken = fail(invalidInput("E_TEST", "The turn was not taken.", "Try again."));

it.each([
  ["a failure", () => Promise.resolve(notTaken)],
  [
    "an exception",
    () => {
      throw new Error("a bug");
    },
  ],
] as const)("the transcript is written although one --say ended with %s", async (how, second) => {
  const folder = await mkdtemp(join(tmpdir(), "preflight-transcript-"));
  const file = join(folder, "t.md");
  const world = io();
  const core = await openCore(world);
  try {
    const holding = {
      core: await failingAtSecond(core, second),
      assistantId: "assistant",
      said: ["Hello there", "This one fails", "Never said"],
      json: false,
      echo: true,
      onEnd: async (conversation: Parameters<typeof writeTranscript>[1]) => {
        expect(await writeTranscript(file, conversation)).toBe(true);
      },
    };
    const code = await holdConversation(holding, world).catch((error: unknown) => String(error));
    expect(code).toEqual(how === "a failure" ? 1 : "Error: a bug");
    const written = await readFile(file, "utf8");
    expect(written).toContain("Hello there");
    expect(written).not.toContain("Never said");
    if (how === "a failure") expect(world.said.join("")).toContain("The turn was not taken.");
  } finally {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  }
});
