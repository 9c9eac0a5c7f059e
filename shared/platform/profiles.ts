import { insighto } from "#shared/platform/insighto.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";

// Only what could be sourced; an absent field is an open question, never a "no".
const OPENAI_NAME = {
  pattern: "^[a-zA-Z0-9_-]{1,64}$",
  maxLength: 64,
  source: "OpenAI function calling reference",
  date: "2026-11-01",
} as const;
const SELECTION = {
  id: "many-tools",
  about: "tools beyond which selection is reported to degrade",
  unit: "count",
  effect: "advises",
} as const;

const claude: PlatformProfile = {
  id: "claude",
  title: "Claude",
  summary: "Anthropic's assistants and Claude Code.",
  source: "issue threads of claude-code and home-assistant core",
  date: "2026-09-30",
  providers: ["anthropic"],
  nameRule: {
    pattern: "^[a-zA-Z0-9_-]{1,128}$",
    maxLength: 128,
    source: "API error texts: home-assistant/core#147760, anthropics/claude-code#96152",
    date: "2026-09-30",
  },
  limits: [
    {
      id: "desktop-name-length",
      about: "characters of a tool name that Claude Desktop accepts",
      value: 64,
      unit: "characters",
      effect: "refuses",
      source: "published Claude Desktop behaviour",
      date: "2026-11-01",
    },
    { ...SELECTION, value: 50, source: "Anthropic tool-search documentation (second-hand)", date: "2025-11-30" },
    {
      id: "definition-tokens",
      about: "tokens of tool definitions above which tool search is advised",
      value: 10_000,
      unit: "tokens",
      effect: "advises",
      source: "Anthropic, advanced tool use (summaries)",
      date: "2025-11-30",
    },
  ],
  facts: [
    {
      said: "A tool whose input schema has oneOf, anyOf or allOf at its root is dropped without a word (Claude Code).",
      source: "anthropics/claude-code#95504",
      date: "2026-09-30",
    },
    {
      said: "One tool whose input schema root is no object drops the whole server without a word (Claude Code).",
      source: "anthropics/claude-code#88049",
      date: "2026-09-30",
    },
  ],
};

const chatgpt: PlatformProfile = {
  id: "chatgpt",
  title: "ChatGPT",
  summary: "OpenAI's assistants; names and schemas follow OpenAI function calling.",
  source: "OpenAI function calling and structured outputs references (copies)",
  date: "2026-11-01",
  providers: ["openai"],
  nameRule: OPENAI_NAME,
  limits: [
    {
      ...SELECTION,
      value: 100,
      source: "OpenAI o3/o4-mini prompting guide: about 100 tools are in-distribution",
      date: "2025-12-31",
    },
    {
      id: "arguments",
      about: "arguments of one tool that are in-distribution",
      value: 20,
      unit: "count",
      effect: "advises",
      source: "OpenAI o3/o4-mini prompting guide",
      date: "2025-12-31",
    },
    {
      id: "strict-properties",
      about: "properties of one strict schema",
      value: 5000,
      unit: "count",
      effect: "refuses",
      source: "OpenAI structured outputs",
      date: "2025-07-31",
    },
    {
      id: "strict-depth",
      about: "nesting of one strict schema",
      value: 10,
      unit: "levels",
      effect: "refuses",
      source: "OpenAI structured outputs",
      date: "2025-07-31",
    },
    {
      id: "strict-enum-values",
      about: "enum values of one strict schema",
      value: 1000,
      unit: "count",
      effect: "refuses",
      source: "OpenAI structured outputs",
      date: "2025-07-31",
    },
  ],
  facts: [
    {
      said: "An object schema needs `properties`, even an empty one.",
      source: "github/github-mcp-server 82c49305, f48e82a8",
      date: "2026-08-20",
    },
  ],
};

const vscode: PlatformProfile = {
  id: "vscode",
  title: "VS Code",
  summary: "The editor's agent mode.",
  source: "VS Code MCP documentation, as read for the peer comparison",
  date: "2026-11-01",
  transports: ["streamable-http", "sse", "stdio"],
  auth: ["headers", "oauth"],
  consumes: ["tools", "resources", "prompts"],
  discovery: "cached",
  limits: [],
  facts: [
    {
      said: "Tools are cached per server: a change shows after “MCP: Reset Cached Tools” or “Update Tools”.",
      source: "VS Code MCP documentation; microsoft/vscode#256421, #284221",
      date: "2026-11-01",
    },
    {
      said: "For a URL it tries Streamable HTTP first and SSE second.",
      source: "VS Code MCP documentation",
      date: "2026-11-01",
    },
    {
      said: "Secrets are asked for through `${input:name}` placeholders in mcp.json.",
      source: "VS Code MCP documentation",
      date: "2026-11-01",
    },
  ],
};

const cursor: PlatformProfile = {
  id: "cursor",
  title: "Cursor",
  summary: "The editor's agent; its limits are not established here.",
  source: "no primary source read",
  date: "2026-11-01",
  limits: [],
  facts: [],
};

/** Every platform profile, the default first. */
export const profiles: readonly PlatformProfile[] = [insighto, claude, chatgpt, vscode, cursor];

/** The profile of an id, or undefined where there is none. */
export function findProfile(id: string): PlatformProfile | undefined {
  return profiles.find((profile) => profile.id === id);
}
