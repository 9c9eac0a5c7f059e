import type { Conversation, ConversationStep, OfferedTool, Turn } from "#shared/contract/conversation.ts";
import { tool } from "../fake-gateway.ts";
import type { DemoConsole } from "./demo-console.ts";

const AT = Date.parse("2026-11-22T09:30:00.000Z");
const at = (ms: number): string => new Date(AT + ms).toISOString();

const offered = (name: string, serverId: string, readOnly: boolean): OfferedTool => ({
  name,
  toolName: name,
  serverId,
  position: 0,
  readOnly,
  drafted: false,
});

const PARTS = [
  { feature: "the prompt says to use it", value: 0.75, weight: 6 },
  { feature: "words in the name", value: 0.62, weight: 2.4 },
  { feature: "share of the request near the name", value: 0.41, weight: 1.9 },
  { feature: "letters in common with name and description", value: 0.22, weight: 1.1 },
  { feature: "another kind of action", value: 1, weight: -0.7 },
  { feature: "length of the description", value: 0.8, weight: -0.16 },
];

const ranked = (name: string, score: number): { name: string; score: number; parts: typeof PARTS } => ({
  name,
  score,
  parts: PARTS.map(({ feature, value, weight }) => ({ feature, value: value * (score / 7.2), weight })),
});

const SAID = "Can you find the open tickets about the invoice of ACC-1001?";
const words = (text: string, utterance = SAID): { start: number; end: number; words: string } => ({
  start: utterance.indexOf(text),
  end: utterance.indexOf(text) + text.length,
  words: text,
});

const considered = (id: string, ms: number, more: Partial<Extract<ConversationStep, { kind: "considered" }>> = {}) =>
  ({
    id,
    startedAt: at(ms),
    ms: 4,
    kind: "considered",
    ranking: [
      ranked("search_tickets", 7.2),
      ranked("lookup_support_history", 4.1),
      ranked("summarize_recent_tickets", 3.3),
      ranked("get_account_status", 1.2),
      ranked("provision_seat", 0.3),
      ranked("flag_for_QBR", -1.4),
    ],
    offered: 13,
    fit: 0.93,
    unsure: false,
    notes: [],
    ...more,
  }) satisfies ConversationStep;

const TEXT =
  "Found 2 tickets. T-4711 (open, high): “Invoice of October was charged twice”. T-4630 (open, normal): “Invoice address is wrong”.";

function searchTurn(id: string): Turn {
  return {
    id,
    saidAt: at(0),
    utterance: SAID,
    state: "done",
    totalMs: 431,
    steps: [
      considered(`${id}-1`, 0),
      {
        id: `${id}-2`,
        startedAt: at(4),
        ms: 2,
        kind: "decided",
        decision: "call",
        calls: [
          {
            callId: `${id}-call`,
            tool: "search_tickets",
            argumentsText: '{"query":"invoice","status":"open","account_id":"ACC-1001","limit":10}',
            sources: { query: [words("invoice")], status: [words("open")], account_id: [words("ACC-1001")], limit: [] },
            check: { verdict: "valid" },
          },
        ],
        missing: [],
      },
      {
        id: `${id}-3`,
        startedAt: at(6),
        ms: 421,
        kind: "called",
        callId: `${id}-call`,
        tool: "search_tickets",
        recorded: true,
        state: "completed",
        outcome: {
          kind: "completed",
          result: {
            content: [{ type: "text", text: TEXT }],
            structuredContent: { tickets: [{ id: "T-4711", status: "open", subject: "Invoice charged twice" }] },
          },
        },
        timings: { connectMs: 38, waitMs: 371, readMs: 12, totalMs: 421 },
        outputCheck: { verdict: "valid" },
        resultBytes: 812,
      },
      { id: `${id}-4`, startedAt: at(427), ms: 1, kind: "replied", text: TEXT },
    ],
  };
}

function followUps(): readonly Turn[] {
  const ask = "What happened with this account before?";
  const seat = "Add a seat for kim@northwind.example to ACC-1001";
  return [
    {
      id: "ask",
      saidAt: at(20_000),
      utterance: ask,
      state: "done",
      totalMs: 6,
      steps: [
        considered("ask-1", 20_000, {
          unsure: true,
          fit: 0.58,
          notes: [
            { kind: "close-race", text: "Two tools are close: `lookup_support_history` and `get_account_status`." },
          ],
        }),
        {
          id: "ask-2",
          startedAt: at(20_004),
          ms: 2,
          kind: "decided",
          decision: "ask",
          calls: [{ callId: "ask-call", tool: "lookup_support_history", argumentsText: "{}", sources: {} }],
          missing: ["account_id"],
        },
        { id: "ask-3", startedAt: at(20_006), ms: 0, kind: "replied", text: "Which account id is it?" },
      ],
    },
    {
      id: "answer",
      saidAt: at(30_000),
      utterance: "it's ACC-1001",
      state: "done",
      totalMs: 188,
      steps: [
        considered("answer-1", 30_000),
        {
          id: "answer-2",
          startedAt: at(30_004),
          ms: 2,
          kind: "decided",
          decision: "call",
          calls: [
            {
              callId: "answer-call",
              tool: "lookup_support_history",
              argumentsText: '{"account_id":"ACC-1001"}',
              sources: { account_id: [words("ACC-1001", "it's ACC-1001")] },
              check: { verdict: "valid" },
            },
          ],
          missing: [],
        },
        {
          id: "answer-3",
          startedAt: at(30_006),
          ms: 180,
          kind: "called",
          callId: "answer-call",
          tool: "lookup_support_history",
          recorded: true,
          state: "tool-error",
          outcome: {
            kind: "tool-error",
            result: {
              isError: true,
              content: [{ type: "text", text: "The history is being moved; try again later." }],
            },
          },
          timings: { connectMs: 22, waitMs: 155, readMs: 3, totalMs: 180 },
          resultBytes: 120,
        },
        {
          id: "answer-4",
          startedAt: at(30_187),
          ms: 1,
          kind: "replied",
          text: "That did not work: the history is being moved; try again later.",
        },
      ],
    },
    {
      id: "seat",
      saidAt: at(60_000),
      utterance: seat,
      state: "stopped",
      totalMs: 4000,
      steps: [
        considered("seat-1", 60_000, {
          notes: [
            {
              kind: "needs-reasoning",
              text: "This may ask for judgement or knowledge. The simulated model only matches words.",
            },
          ],
        }),
        {
          id: "seat-2",
          startedAt: at(60_004),
          ms: 1,
          kind: "decided",
          decision: "call",
          calls: [
            {
              callId: "seat-call",
              tool: "provision_seat",
              argumentsText: '{"email":"kim@northwind.example","account_id":"ACC-1001"}',
              sources: { email: [words("kim@northwind.example", seat)], account_id: [words("ACC-1001", seat)] },
              check: {
                verdict: "invalid",
                violations: [{ pointer: "", message: "must have required property 'role'" }],
              },
            },
          ],
          missing: [],
        },
        {
          id: "seat-3",
          startedAt: at(60_005),
          ms: 3900,
          kind: "asked-permission",
          callId: "seat-call",
          tool: "provision_seat",
          answer: "refused",
        },
        {
          id: "seat-5",
          startedAt: at(63_900),
          ms: 0,
          kind: "drifted",
          serverId: "talk-acme",
          level: "breaking",
          text: "The list of Acme tools changed during this conversation.",
        },
        { id: "seat-4", startedAt: at(64_000), ms: 0, kind: "stopped", why: "stopped", text: "You stopped the turn." },
      ],
    },
  ];
}

const TOOLS = [
  "search_tickets",
  "lookup_support_history",
  "summarize_recent_tickets",
  "get_account_status",
  "provision_seat",
  "flag_for_QBR",
];

function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    assistantId: "talker",
    assistantName: "Support voice",
    modelId: "simulated",
    modelName: "Simulated model",
    profileId: "insighto",
    startedAt: at(0),
    prompt: "Use `search_tickets` when a caller describes a problem.",
    opening: {
      ms: 412,
      verdict: "This conversation registered 13 tools of 3 servers; 1 server was dropped.",
      servers: [
        {
          serverId: "talk-acme",
          name: "Acme tools",
          ms: 412,
          registered: 10,
          malformed: 1,
          drift: { level: "breaking", summary: "1 tool removed, 2 changed", before: "before" },
        },
        { serverId: "talk-dental", name: "Dental", ms: 180, registered: 3, malformed: 0 },
        {
          serverId: "talk-billing",
          name: "Billing",
          ms: 96,
          registered: 0,
          malformed: 0,
          error: {
            kind: "unreachable",
            code: "E_TLS_EXPIRED",
            phase: "tls",
            said: "The certificate expired on 3 November 2026.",
            evidence: "",
            retriable: false,
            next: "Whoever runs the server renews it.",
          },
        },
      ],
      tools: TOOLS.map((name) => offered(name, "talk-acme", !/^(provision|flag)/.test(name))),
      shared: ["search"],
    },
    turns: [searchTurn("first"), ...followUps()],
    ...more,
  };
}

/** An assistant with conversations of every kind: usual, empty, all servers dropped, very long. */
export async function fillTalk(demo: DemoConsole): Promise<void> {
  const { ask } = demo.fixture;
  const search = tool("search_tickets", {
    description: "Full-text search over support tickets. Use when a caller describes a problem.",
    inputSchema: {
      type: "object",
      properties: { query: { type: "string", description: "Words of the problem." } },
      required: ["query"],
    },
    annotations: { readOnlyHint: true },
  });
  const seat = tool("provision_seat", {
    description: "Adds a seat to an account. Use after the caller has agreed to the price.",
    inputSchema: {
      type: "object",
      properties: { email: { type: "string", format: "email" }, account_id: { type: "string" } },
      required: ["email", "account_id"],
    },
  });
  const gateway = await demo.add("talk-acme", "Acme tools", "https://acme.example/mcp", { tools: [search, seat] });
  gateway.server.outcome = { kind: "completed", result: { content: [{ type: "text", text: TEXT }] } };
  await demo.add("talk-dental", "Dental", "https://dental.example/mcp", { tools: [tool("book_visit")] });
  const failure = conversation("x").opening.servers[2]?.error;
  const billing = await demo.add("talk-billing", "Billing", "https://billing.example/mcp", { tools: [] });
  if (failure !== undefined) billing.server.failure = failure;
  for (let call = 0; call < 9; call += 1)
    await ask("tools.call", {
      callId: `before-${call}`,
      serverId: "talk-acme",
      toolName: "search_tickets",
      argumentsText: '{"query":"invoice"}',
    });
  const assistant = { profileId: "insighto", severities: {} };
  await ask("assistants.save", {
    ...assistant,
    id: "talker",
    name: "Support voice",
    prompt: "When a caller describes a problem, use `search_tickets`.\nWhen asked for a seat, use `provision_seat`.\n",
    serverIds: ["talk-acme", "talk-dental", "talk-billing"],
  });
  await ask("assistants.save", {
    ...assistant,
    id: "alone",
    name: "All dropped",
    prompt: "",
    serverIds: ["talk-billing"],
  });
  const long = Array.from({ length: 200 }, (_, index) => searchTurn(`turn-${index}`));
  const many = Array.from({ length: 1000 }, (_, index) =>
    ranked(`tool_number_${index}_with_a_long_name`, 9 - index / 50),
  );
  const base = conversation("big");
  const all: readonly Conversation[] = [
    conversation("usual"),
    conversation("long", { turns: long, startedAt: at(-3_600_000) }),
    {
      ...base,
      startedAt: at(-7_200_000),
      turns: [
        {
          ...searchTurn("many"),
          utterance: "A thousand tools, and a request that goes on. ".repeat(20),
          steps: [considered("many-1", 0, { ranking: many, offered: 1000 })],
          state: "done",
        },
      ],
    },
    conversation("nothing-said", { turns: [], startedAt: at(-9_000_000) }),
  ];
  for (const one of all) await ask("conversations.restore", { conversation: one });
}

/** What the fixture says, for a screen that looks for it. */
export const firstWords: string = SAID;
