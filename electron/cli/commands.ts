import type { Command } from "./command.ts";

/** A command before it is loaded: its line in the general help, and where it is. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the help. Loaded when it is used, so that each pays for itself alone. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map<string, CommandEntry>([
  [
    "discover",
    {
      summary: "Connect as the platform would, and say what a conversation would register",
      load: async () => (await import("./commands/discover.ts")).discover,
    },
  ],
  [
    "tools",
    {
      summary: "List the tools of a server, as advertised",
      load: async () => (await import("./commands/tools.ts")).tools,
    },
  ],
  [
    "call",
    { summary: "Call one tool and show the outcome", load: async () => (await import("./commands/call.ts")).call },
  ],
  [
    "chat",
    {
      summary: "Hold a conversation as the platform would, and see each step of it",
      load: async () => (await import("./commands/chat.ts")).chat,
    },
  ],
  [
    "demo",
    {
      summary: "Watch a scripted conversation with a sample server",
      load: async () => (await import("./commands/demo.ts")).demo,
    },
  ],
  [
    "diagnose",
    {
      summary: "Find the step at which a connection fails, why, and who must do what",
      load: async () => (await import("./commands/diagnose.ts")).diagnose,
    },
  ],
  [
    "drift",
    {
      summary: "Compare two tool lists, and say what the difference breaks",
      load: async () => (await import("./commands/drift.ts")).drift,
    },
  ],
  [
    "lint",
    {
      summary: "Check tool definitions, and a prompt against them",
      load: async () => (await import("./commands/lint.ts")).lint,
    },
  ],
  [
    "simulate",
    {
      summary: "See what the simulated model would call, on many requests",
      load: async () => (await import("./commands/simulate.ts")).simulate,
    },
  ],
  [
    "suite",
    {
      summary: "Run utterances with expected tools, and see which ones a model picks",
      load: async () => (await import("./commands/suite.ts")).suite,
    },
  ],
  [
    "snapshot",
    {
      summary: "Write the tool list to a file fit for a repository",
      load: async () => (await import("./commands/snapshot.ts")).snapshot,
    },
  ],
  [
    "serve",
    { summary: "Open the console in a browser", load: async () => (await import("./commands/serve.ts")).serve },
  ],
  [
    "serve-samples",
    {
      summary: "Run the sample servers that ship with the console",
      load: async () => (await import("./commands/serve-samples.ts")).serveSamples,
    },
  ],
]);
