import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "#shared/base/json.ts";
import { certificate } from "../certificates.ts";
import type { DemoConsole } from "./demo-console.ts";

const PROMPT = `# Support voice

You answer calls of customers of Acme. Speak in short sentences.

- When someone asks how an account is doing, use \`get_account_status\`.
- If a caller names a ticket or describes a problem, use \`search_ticket\` first.
- After the search, use \`lookup_support_history\` with \`acount_id\` to see what happened before.
- You have access to provision_seat.

Never use \`flag_for_QBR\` in a call. Close each call with a summary of what was agreed.
`;

/** Servers whose lists changed, one with many findings, one without, and assistants. */
export async function fillSecond(demo: DemoConsole): Promise<void> {
  const { ask } = demo.fixture;
  const drifting = await demo.add(
    "drifting",
    "Acme tools",
    "https://mcp.acme.example/v1?token=sk-demo-3f9a7c21b0e84d",
    {
      tools: FIRST,
    },
  );
  for (const [index, tools] of [FIRST, NOISY, SECOND, SECOND, THIRD].entries()) {
    drifting.server.tools = tools;
    await ask("discovery.run", { runId: `drifting-${index + 2}`, serverId: "drifting" });
  }
  await ask("examples.save", {
    id: "example",
    serverId: "drifting",
    toolName: "search_tickets",
    name: "Solved invoices",
    argumentsText: '{"query":"invoice","status":"solved"}',
  });
  await demo.add("once", "Seen once", "https://once.example/mcp", { tools: FIRST.slice(0, 2) });
  const flapping = await demo.add("flapping", "Two minds", "https://flapping.example/mcp", { tools: FIRST });
  for (const index of Array.from({ length: 9 }, (_, count) => count)) {
    flapping.server.tools = index % 2 === 0 ? FIRST.slice(0, 3) : FIRST;
    await ask("discovery.run", { runId: `flapping-${index + 2}`, serverId: "flapping" });
  }
  await demo.add("messy", "Messy schemas", "https://messy.example/mcp", { tools: messy() });
  await demo.add("clean", "Tidy", "https://tidy.example/mcp", { tools: [TIDY] });
  await demo.add("many", "A thousand tools", "https://many.example/mcp", { tools: thousand() });
  const assistant = { profileId: "insighto", severities: {} };
  await ask("assistants.save", {
    ...assistant,
    id: "voice",
    name: "Support voice",
    prompt: PROMPT,
    serverIds: ["drifting"],
  });
  await ask("assistants.save", { ...assistant, id: "blank", name: "Onboarding", prompt: "", serverIds: [] });
  await ask("assistants.save", {
    ...assistant,
    id: "long",
    name: "Everything assistant with a name that is longer than its list is wide",
    prompt: Array.from({ length: 60 }, (_, part) => `## Part ${part}\n\n${PROMPT}`).join("\n"),
    serverIds: ["drifting", "messy", "clean", "many"],
  });
}

/** Starts a loopback server for a diagnosis and adds it: `tls` with an expired certificate, else answering with `answer`. */
export async function addDiagnosable(
  demo: DemoConsole,
  name: string,
  kind: "expired-tls" | "refused" | "fine",
): Promise<void> {
  const answer: RequestListener = (request, response) => {
    request.resume();
    if (kind === "refused")
      response
        .writeHead(401, { "content-type": "application/json", "www-authenticate": 'Bearer error="invalid_token"' })
        .end('{"error":"invalid_token"}');
    else
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}');
  };
  const pem =
    kind === "expired-tls"
      ? await certificate("localhost", { from: new Date("2026-08-05T10:12:00Z"), to: new Date("2026-11-03T10:11:59Z") })
      : undefined;
  const server: Server | ReturnType<typeof createHttps> =
    pem === undefined ? createHttp(answer) : createHttps({ ...pem }, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  demo.closers.add(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  const scheme = pem === undefined ? "http" : "https";
  const url = `${scheme}://127.0.0.1:${port}/mcp?token=sk-demo-3f9a7c21b0e84d`;
  const failure = {
    kind: kind === "refused" ? ("refused-credentials" as const) : ("unreachable" as const),
    code: kind === "refused" ? "E_HTTP_401" : "E_TLS_EXPIRED",
    phase: kind === "refused" ? ("http" as const) : ("tls" as const),
    said:
      kind === "refused" ? "The server refused the token in the URL." : "The certificate expired on 3 November 2026.",
    evidence: "HTTP 401",
    retriable: false,
    next: "Whoever issued the URL issues a new one.",
  };
  await demo.add(kind, name, url, kind === "fine" ? { tools: FIRST } : { tools: [], failure });
}

function tool(
  name: string,
  description: string,
  properties: JsonObject = {},
  required: readonly string[] = [],
  more: JsonObject = {},
): JsonObject {
  return { name, description, inputSchema: { type: "object", properties, required }, ...more };
}

const account = { account_id: { type: "string", description: "The account, as in the CRM: `acc_` and 8 digits." } };
const STATUS = tool(
  "get_account_status",
  "The plan, seats and health of one account. Use when someone asks how an account is doing.",
  account,
  ["account_id"],
);
const SEAT = tool(
  "provision_seat",
  "Adds a seat to an account, at once and with costs. Use after the caller has agreed to the price.",
  { ...account, email: { type: "string", format: "email", description: "Where the invitation goes." } },
  ["account_id", "email"],
);
const HISTORY = tool(
  "lookup_support_history",
  "Tickets of an account in a span of time. Use to see what happened before.",
  { ...account, since: { type: "string", format: "date", description: "First day, as 2026-01-31." } },
  ["account_id"],
);
const search = (statuses: readonly string[]): JsonObject =>
  tool(
    "search_tickets",
    "Full-text search over support tickets. Use when a caller describes a problem.",
    {
      query: { type: "string", description: "Words of the problem." },
      status: { type: "string", enum: statuses, default: "open", description: "Only tickets in this state." },
      limit: { type: "integer", minimum: 1, maximum: 50, default: 10, description: "How many at most." },
    },
    ["query"],
  );
const RISK = tool("get_open_renewal_risk", "Renewals of the next 90 days that are at risk. Use in account reviews.");
const FLAG = tool(
  "flag_for_QBR",
  "Puts an account on the agenda of the next review. Use only when an account manager asks.",
  { ...account, reason: { type: "string", description: "Why, in one sentence." } },
  ["account_id", "reason"],
);

const FIRST: readonly JsonObject[] = [STATUS, SEAT, HISTORY, search(["open", "pending", "solved"]), RISK, FLAG];
const NOISY: readonly JsonObject[] = [...FIRST].reverse().map((one) => ({
  ...one,
  execution: { taskSupport: "optional" },
  inputSchema: {
    $schema: "http://json-schema.org/draft-07/schema#",
    additionalProperties: false,
    ...(one["inputSchema"] as JsonObject),
  },
}));
const SECOND: readonly JsonObject[] = [
  tool(
    "get_account_status",
    "The plan and seats of one account. Use ONLY when the caller has been identified by name and e-mail address.",
    account,
    ["account_id"],
  ),
  SEAT,
  HISTORY,
  search(["open", "pending"]),
  RISK,
  FLAG,
];
const THIRD: readonly JsonObject[] = [
  SECOND[0] ?? STATUS,
  tool(
    "provision_seat",
    "Adds a seat to an account, at once and with costs. Use after the caller has agreed to the price.",
    {
      ...account,
      email: { type: "string", format: "email", description: "Where the invitation goes." },
      plan: { type: "string", enum: ["basic", "pro"], description: "The plan of the seat." },
    },
    ["account_id", "email", "plan"],
  ),
  { ...HISTORY, name: "get_support_history" },
  search(["open", "pending"]),
  FLAG,
  tool("close_ticket", "Closes a ticket for good. Use when the caller says that the problem is solved.", {
    ticket_id: { type: "string", description: "As `T-` and 6 digits." },
  }),
];
const TIDY = tool(
  "find_invoice",
  "Finds one invoice by its number and returns its date, total and state. Use when a caller asks about an invoice. Do not use for quotes. Example: number `R-2026-0041`.",
  {
    number: {
      type: "string",
      pattern: "^R-\\d{4}-\\d{4}$",
      description: "The number as printed, for example R-2026-0041.",
    },
  },
  ["number"],
  { title: "Find an invoice", annotations: { readOnlyHint: true } },
);

function messy(): readonly JsonObject[] {
  return Array.from({ length: 24 }, (_, index) => {
    const name = `${["get", "list", "update", "delete"][index % 4]}_${["order", "refund", "cart"][index % 3]}${index}`;
    return tool(
      name,
      index % 5 === 0 ? "" : index % 3 === 0 ? name.replaceAll("_", " ") : "Does it.",
      {
        id: { type: index % 2 === 0 ? "string" : "strng" },
        limit: { type: "integer", minimum: 10, maximum: 1 },
        state: { type: "string", enum: ["a", "a"], default: "z" },
        data: {},
      },
      ["id", "missing"],
    );
  });
}

function thousand(): readonly JsonObject[] {
  const verbs = ["create", "read", "update", "archive", "export"];
  return Array.from({ length: 1_000 }, (_, index) =>
    tool(
      `${verbs[index % 5]}_record_${String(index).padStart(4, "0")}`,
      `Works on the record of kind ${index}. Use when the caller speaks of kind ${index}.`,
      { record_id: { type: "string", description: "The record." } },
      ["record_id"],
    ),
  );
}
