import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { FakeServer } from "../fake-gateway.ts";

/** The servers of the demo console, by the host of their URL. */
export const DEMO_SERVERS: readonly {
  readonly name: string;
  readonly url: string;
  readonly server: Partial<FakeServer>;
  /** What it answers to every discovery but the first. */
  readonly later?: Partial<FakeServer>;
}[] = [
  {
    name: "Acme tools",
    url: "https://mcp.acme.example/v1?token=sk-demo-3f9a7c21b0e84d",
    server: { tools: customerSuccess() },
  },
  {
    name: "Logistics",
    url: "https://logistics.example/mcp",
    server: {
      tools: [tool("track_parcel", "Where a parcel is now."), tool("route_lookup", "The way between two places.")],
    },
  },
  {
    name: "Dental",
    url: "https://agency.example/dental/mcp",
    server: {
      tools: customerSuccess().slice(0, 5),
      malformed: [
        {
          position: 5,
          hash: "f".repeat(64),
          name: "lookup",
          reason: "inputSchema is missing.",
          raw: { name: "lookup" },
        },
      ],
    },
  },
  {
    name: "Billing of the northern region, with a name that is longer than the list is wide",
    url: "https://billing-eu-north-1.internal-services.customer-platform.example/mcp/v2/sse?sig=9f86d081884c7d659a2f",
    server: { tools: customerSuccess().slice(0, 3) },
    later: { failure: EXPIRED() },
  },
  { name: "Everything at once", url: "https://huge.example/mcp", server: { tools: hugeList() } },
  { name: "Nothing here", url: "https://empty.example/mcp", server: { tools: [] } },
];

function EXPIRED(): ConsoleError {
  return {
    kind: "unreachable",
    code: "E_TLS_EXPIRED",
    phase: "tls",
    said: "The certificate of billing-eu-north-1.internal-services.customer-platform.example expired on 3 November 2026.",
    evidence:
      "subject: CN=billing-eu-north-1.internal-services.customer-platform.example\nissuer: CN=R11, O=Let's Encrypt\nvalid: 2026-08-05T10:12:00Z to 2026-11-03T10:11:59Z",
    retriable: false,
    next: "Whoever runs the server renews its certificate; nothing on this side helps.",
  };
}

function tool(
  name: string,
  description: string,
  properties: JsonObject = {},
  required: readonly string[] = [],
): JsonObject {
  return { name, description, inputSchema: { type: "object", properties, required } };
}

function customerSuccess(): readonly JsonObject[] {
  const account = { account_id: { type: "string", description: "The account, as in the CRM: `acc_` and 8 digits." } };
  return [
    tool(
      "get_account_status",
      "The plan, seats and health of one account. Use when someone asks how an account is doing.",
      account,
      ["account_id"],
    ),
    tool("provision_seat", "Adds a seat to an account.", { ...account, email: { type: "string", format: "email" } }, [
      "account_id",
      "email",
    ]),
    tool(
      "lookup_support_history",
      "Tickets of an account in a span of time.",
      { ...account, since: { type: "string", format: "date" } },
      ["account_id"],
    ),
    tool(
      "search_tickets",
      "Full-text search over support tickets.",
      {
        query: { type: "string" },
        status: { type: "string", enum: ["open", "pending", "solved"], default: "open" },
        limit: { type: "integer", minimum: 1, maximum: 50, default: 10 },
      },
      ["query"],
    ),
    tool("get_open_renewal_risk", "Renewals of the next 90 days at risk.", {}),
    tool("summarize_recent_tickets", "A spoken summary of the newest tickets.", account, ["account_id"]),
    tool(
      "flag_for_QBR",
      "Puts an account on the agenda of the next review.",
      { ...account, reason: { type: "string" } },
      ["account_id", "reason"],
    ),
  ];
}

function hugeList(): readonly JsonObject[] {
  return Array.from({ length: 10_000 }, (_, index) =>
    tool(`tool_${String(index).padStart(5, "0")}`, `Does the ${index}th of ten thousand things.`, {
      value: { type: "string" },
    }),
  );
}
