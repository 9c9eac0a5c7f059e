import type { JsonObject } from "#shared/base/json.ts";
import { ok } from "#shared/base/result.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";
import { tool } from "../fake-gateway.ts";
import type { DemoConsole } from "./demo-console.ts";

const text = (description: string): JsonObject => ({ type: "string", description });
const entry = (name: string, description: string, properties: JsonObject = {}, required: readonly string[] = []) =>
  tool(name, { description, inputSchema: { type: "object", properties, required } });

const TOOLS = [
  entry(
    "get_account_status",
    "The plan, the seats and the health of one account. Use when someone asks how an account is doing.",
    { account_id: text("The account’s id, such as ACC-1001.") },
    ["account_id"],
  ),
  entry(
    "provision_seat",
    "Adds a seat to an account for a person.",
    { account_id: text("The account’s id."), email: text("The person’s address.") },
    ["account_id", "email"],
  ),
  entry(
    "search_tickets",
    "Searches.",
    {
      query: text("Words."),
      status: { type: "string", enum: ["open", "pending", "solved"], description: "" },
      filters: { type: "object", properties: { from: text("First day."), to: text("Last day.") } },
    },
    ["query"],
  ),
  entry("lookup_support_history", "What a customer asked before, newest first.", { account_id: text("The account.") }),
  entry("summarize_recent_tickets", "A summary of the tickets of the last days, by theme.", {
    days: text("How many."),
  }),
  entry("get_open_renewal_risk", "Accounts whose renewal is at risk, with the reason."),
];

const call = (id: string, utterance: string, name: string, args?: JsonObject): SuiteRow => ({
  id,
  utterance,
  expect: {
    kind: "call",
    calls: [args === undefined ? { tool: name, match: "ignored" } : { tool: name, match: "partial", args }],
  },
});

const ROWS: readonly SuiteRow[] = [
  call("r1", "How is account ACC-1001 doing?", "get_account_status", { account_id: "ACC-1001" }),
  call("r2", "Is there anything open about the invoice that was charged twice?", "search_tickets", {
    query: "invoice",
  }),
  call("r3", "Find tickets that mention the login loop", "search_tickets"),
  call("r4", "Add a seat for kim@northwind.example to ACC-1001", "provision_seat", {
    account_id: "ACC-1001",
    email: "kim@northwind.example",
  }),
  call("r5", "What happened with this account before?", "lookup_support_history"),
  call("r6", "Which accounts might not renew?", "get_open_renewal_risk"),
  call("r7", "What were people complaining about this week?", "summarize_recent_tickets"),
  { id: "r8", utterance: "What is the capital of France?", expect: { kind: "none" } },
  { id: "r9", utterance: "Give somebody a seat", expect: { kind: "ask", tool: "provision_seat" } },
  call("r10", "Someone says the export has been stuck since Tuesday and nobody answers them", "search_tickets"),
  {
    ...call("r11", "And the pending ones?", "search_tickets", { status: "pending" }),
    history: [
      { role: "user", text: "Which tickets are open?" },
      { role: "assistant", text: "Two: the invoice and the login loop." },
    ],
  },
  {
    ...call("r2~1", "could you look whether anything is open about that double invoice please", "search_tickets"),
    paraphraseOf: "r2",
  },
];

/** Servers, an assistant with a draft and suites, and custom tools. */
export async function fillSuites(demo: DemoConsole): Promise<void> {
  const { ask } = demo.fixture;
  const acme = await demo.add("acme", "Acme tools", "https://mcp.acme.example/v1?token=sk-demo-3f9a7c21b0e84d", {
    tools: TOOLS,
  });
  acme.server.tools = TOOLS.map((one, index) =>
    index === 4 ? Object.assign({}, one, { description: "A summary." }) : one,
  );
  await ask("discovery.run", { runId: "acme-2", serverId: "acme" });
  await demo.add("single", "Plans", "https://plans.example/mcp", { tools: TOOLS.slice(0, 1) });
  await demo.add("wide", "Wide server", "https://wide.example/mcp", { tools: wide() });
  const assistant = { profileId: "insighto", severities: {} };
  await ask("assistants.save", {
    ...assistant,
    id: "voice",
    name: "Support voice",
    prompt: "When a caller asks about an account, use `get_account_status`.\n",
    serverIds: ["acme"],
  });
  await ask("assistants.save", { ...assistant, id: "wide", name: "Wide assistant", prompt: "", serverIds: ["wide"] });
  await ask("assistants.save", { ...assistant, id: "plans", name: "Plans", prompt: "", serverIds: ["single"] });
  await ask("suites.save", { id: "callers", name: "What callers say", assistantId: "voice", rows: [...ROWS] });
  await ask("suites.save", { id: "forty", name: "Forty tools", assistantId: "wide", rows: wideRows() });
  await ask("suites.save", {
    id: "huge",
    name: "Five thousand rows of last year",
    assistantId: "wide",
    rows: hugeRows(),
  });
  await run(demo, "before", "voice", "callers");
  await ask("drafts.save", { ...DRAFT, entryHash: (await hashOf(demo)) ?? "" });
  await run(demo, "after", "voice", "callers");
  await run(demo, "forty", "wide", "forty");
}

const DRAFT = {
  id: "draft",
  serverId: "acme",
  toolName: "search_tickets",
  description:
    "Searches support tickets by words. Use when somebody describes a problem or asks whether something is open or mentioned.",
  parameters: { "/properties/query": "Words of the problem, as the customer says them." },
  enabled: true,
};

async function hashOf(demo: DemoConsole): Promise<string | undefined> {
  const list = await demo.fixture.ask("snapshots.latest", { serverId: "acme" });
  return list?.tools.find(({ name }) => name === "search_tickets")?.hash;
}

async function run(demo: DemoConsole, runId: string, assistantId: string, suiteId: string): Promise<void> {
  const done = await demo.fixture.ask("suites.run", { runId, suiteId, assistantId, repeats: 1, drafts: true });
  if (!done.ok) throw new Error(done.error.said);
}

const AREAS = ["account", "ticket", "invoice", "contract", "seat", "report", "webhook", "calendar"];
const ACTS = ["get", "list", "create", "update", "remove"];
const wide = () =>
  AREAS.flatMap((area) =>
    ACTS.map((act) => entry(`${act}_${area}`, `To ${act} the ${area} of a customer, by its id.`)),
  );

const wideRows = (): SuiteRow[] =>
  AREAS.flatMap((area, one) =>
    ACTS.map((act, two) =>
      call(
        `w${one}-${two}`,
        `Please ${act === "remove" ? "delete" : act} the ${area} of the customer Northwind`,
        `${act}_${area}`,
      ),
    ),
  );

const hugeRows = (): SuiteRow[] =>
  Array.from({ length: 5_000 }, (_, index) =>
    call(
      `h${index}`,
      `Caller ${index + 1} asks for the ${AREAS[index % 8] ?? ""} of ACC-${1000 + index}`,
      `get_${AREAS[index % 8] ?? ""}`,
    ),
  );

/** Custom tools of the assistant, and what they answer. */
export async function addCustomTools(demo: DemoConsole): Promise<void> {
  const { ask } = demo.fixture;
  const schema: JsonObject = {
    type: "object",
    properties: { order: text("The order’s number, such as 4711.") },
    required: ["order"],
  };
  const base = { inputSchema: schema, timeoutMs: 5_000 };
  await ask("httpTools.save", {
    ...base,
    id: "order",
    name: "get_order",
    description: "One order with its lines and where it is now. Use when a caller names an order.",
    method: "GET",
    url: "https://api.shop.example/v2/orders/{order}?key=sk-live-0123456789abcdef",
    headers: [
      { name: "Authorization", secret: true, value: "Bearer abcdef0123456789" },
      { name: "Accept", secret: false, value: "application/json" },
    ],
    readOnly: true,
  });
  await ask("httpTools.save", {
    ...base,
    id: "refund",
    name: "refund_order_and_tell_the_customer_by_mail",
    description:
      "Gives the money of an order back. Use only after the caller has said twice that the order is to be refunded, and never for more than it cost.",
    method: "POST",
    url: "https://api.shop.example/v2/orders/{order}/refunds",
    headers: [],
    readOnly: false,
  });
  const [voice] = await ask("assistants.list", {});
  if (voice === undefined) return;
  const { createdAt: _created, changedAt: _changed, ...rest } = voice;
  await ask("assistants.save", { ...rest, httpToolIds: ["order"] });
  Object.assign(demo.fixture.ports.httpTools, {
    call: async () =>
      ok({
        status: 200,
        contentType: "application/json",
        bytes: 212,
        outcome: {
          kind: "completed" as const,
          result: {
            content: [
              {
                type: "text",
                text: '{\n  "order": "4711",\n  "state": "on its way",\n  "lines": [{ "article": "Lamp", "count": 2 }]\n}',
              },
            ],
          },
        },
        timings: { connectMs: 22, waitMs: 141, readMs: 3, totalMs: 166 },
      }),
  });
}
