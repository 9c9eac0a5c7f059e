import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { accounts, tickets, type Account } from "./customer-success-data.ts";
import { answer, toolError } from "./results.ts";

const READ_ONLY = { readOnlyHint: true, openWorldHint: false } as const;
const accountId = z
  .string()
  .regex(/^ACC-\d{4}$/)
  .describe("Account id, e.g. ACC-1001");
const ticketShape = z.object({
  id: z.string(),
  subject: z.string(),
  status: z.enum(["open", "pending", "solved"]),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  openedOn: z.string(),
});
const unknownAccount = (id: string) =>
  toolError(
    `There is no account ${id}. Known accounts: ${accounts.map(({ id, name }) => `${id} (${name})`).join(", ")}.`,
  );
const find = (id: string): Account | undefined => accounts.find((account) => account.id === id);
const ticketsOf = (id: string) => tickets.filter((ticket) => ticket.accountId === id);
const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

/** The customer success tools of the fictitious company; answers come from fixed data, so every run is alike. */
export function registerCustomerSuccess(server: McpServer): void {
  registerAccountTools(server);
  registerTicketTools(server);
}

function registerAccountTools(server: McpServer): void {
  server.registerTool(
    "get_account_status",
    {
      title: "Account status",
      description:
        "Looks up one account: plan, status, seats used, renewal date, owner and health score. Use it when the caller asks how an account is doing or before changing anything about it. Does not list accounts.",
      inputSchema: { account_id: accountId },
      outputSchema: {
        account_id: z.string(),
        name: z.string(),
        plan: z.enum(["starter", "team", "enterprise"]),
        status: z.enum(["active", "trial", "past_due", "churned"]),
        seats: z.number().int(),
        seats_used: z.number().int(),
        renews_on: z.string().describe("ISO date"),
        owner: z.string(),
        health: z.number().int().describe("0 (lost) to 100 (thriving)"),
      },
      annotations: READ_ONLY,
    },
    ({ account_id }) => {
      const account = find(account_id);
      if (account === undefined) return unknownAccount(account_id);
      const { name, plan, status, seats, seatsUsed, renewsOn, owner, health } = account;
      return answer(
        `${name} is ${status.replace("_", " ")} on the ${plan} plan with ${seatsUsed} of ${seats} seats used. It renews on ${renewsOn}; its owner is ${owner}.`,
        { account_id, name, plan, status, seats, seats_used: seatsUsed, renews_on: renewsOn, owner, health },
      );
    },
  );
  server.registerTool(
    "provision_seat",
    {
      title: "Provision a seat",
      description:
        "Adds one user to an account and sends the invitation. Use it when the caller asks to add or invite a colleague. Confirm the e-mail address first. Fails when all seats are used.",
      inputSchema: {
        account_id: accountId,
        email: z.email().describe("Work e-mail address of the new user"),
        role: z.enum(["viewer", "editor", "admin"]).default("viewer").describe("What the user may do"),
      },
      outputSchema: { invitation_id: z.string(), seats_left: z.number().int() },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    ({ account_id, email, role }) => {
      const account = find(account_id);
      if (account === undefined) return unknownAccount(account_id);
      const left = account.seats - account.seatsUsed - 1;
      if (left < 0) return toolError(`${account.name} has no seat left. Offer a larger plan first.`);
      return answer(`${email} was invited to ${account.name} as ${role}. ${count(left, "seat")} left.`, {
        invitation_id: `INV-${account_id.slice(4)}-${account.seatsUsed + 1}`,
        seats_left: left,
      });
    },
  );
  server.registerTool(
    "get_open_renewal_risk",
    {
      title: "Open renewal risk",
      description:
        "Lists accounts whose renewal is at risk: low health, unpaid, or few seats used, ordered by yearly value. Use it when someone asks which renewals to worry about. Covers renewals up to the given date only.",
      inputSchema: {
        until: z.iso.date().default("2027-03-31").describe("Last renewal date to consider, ISO date"),
        minimum_value: z.number().int().min(0).default(0).describe("Smallest yearly value to include, in euros"),
      },
      outputSchema: {
        accounts: z.array(
          z.object({
            account_id: z.string(),
            name: z.string(),
            renews_on: z.string(),
            annual_value: z.number(),
            reason: z.string(),
          }),
        ),
      },
      annotations: READ_ONLY,
    },
    ({ until, minimum_value }) => {
      const risky = accounts
        .filter(({ renewsOn, annualValue, health }) => renewsOn <= until && annualValue >= minimum_value && health < 60)
        .toSorted((a, b) => b.annualValue - a.annualValue)
        .map(({ id, name, renewsOn, annualValue, status, seats, seatsUsed }) => ({
          account_id: id,
          name,
          renews_on: renewsOn,
          annual_value: annualValue,
          reason: status === "past_due" ? "payment is overdue" : `${seatsUsed} of ${seats} seats used`,
        }));
      const said = risky.map(({ name, renews_on, reason }) => `${name} (renews ${renews_on}, ${reason})`).join("; ");
      return answer(risky.length === 0 ? "No renewal is at risk." : `At risk: ${said}.`, { accounts: risky });
    },
  );
  server.registerTool(
    "flag_for_QBR",
    {
      title: "Flag for the quarterly business review",
      description:
        "Puts an account on the agenda of the next quarterly business review with a reason. Use it when a person decides that an account needs attention. Flagging twice changes nothing.",
      inputSchema: {
        account_id: accountId,
        reason: z.string().min(5).max(300).describe("Why it should be discussed, one sentence"),
      },
      outputSchema: { account_id: z.string(), review: z.string() },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    ({ account_id, reason }) => {
      const account = find(account_id);
      if (account === undefined) return unknownAccount(account_id);
      return answer(`${account.name} is on the agenda of the review on 2026-12-10: ${reason}`, {
        account_id,
        review: "2026-12-10",
      });
    },
  );
}

function registerTicketTools(server: McpServer): void {
  server.registerTool(
    "lookup_support_history",
    {
      title: "Support history",
      description:
        "Gives every support ticket of one account, newest first. Use it when the caller refers to earlier problems. To search by words across accounts use search_tickets instead.",
      inputSchema: {
        account_id: accountId,
        limit: z.number().int().min(1).max(50).default(10).describe("Most tickets to give"),
      },
      outputSchema: { tickets: z.array(ticketShape) },
      annotations: READ_ONLY,
    },
    ({ account_id, limit }) => {
      if (find(account_id) === undefined) return unknownAccount(account_id);
      const found = ticketsOf(account_id)
        .toSorted((a, b) => b.openedOn.localeCompare(a.openedOn))
        .slice(0, limit);
      return answer(
        `${count(found.length, "ticket")}: ${found.map(({ subject, status }) => `${subject} (${status})`).join("; ")}.`,
        {
          tickets: found.map(({ id, subject, status, priority, openedOn }) => ({
            id,
            subject,
            status,
            priority,
            openedOn,
          })),
        },
      );
    },
  );
  server.registerTool(
    "search_tickets",
    {
      title: "Search tickets",
      description:
        "Searches the subjects of all support tickets for words, optionally by status. Use it when the caller describes a problem and wants to know whether it is known. Returns an empty list when nothing matches.",
      inputSchema: {
        query: z.string().min(2).describe("Words to look for; all must occur"),
        status: z.enum(["open", "pending", "solved"]).optional().describe("Only tickets in this state"),
      },
      outputSchema: { tickets: z.array(ticketShape) },
      annotations: READ_ONLY,
    },
    ({ query, status }) => {
      const words = query.toLowerCase().split(/\s+/);
      const found = tickets
        .filter((ticket) => status === undefined || ticket.status === status)
        .filter(({ subject }) => words.every((word) => subject.toLowerCase().includes(word)))
        .map(({ id, subject, status, priority, openedOn }) => ({ id, subject, status, priority, openedOn }));
      return answer(`${count(found.length, "ticket")} found.`, { tickets: found });
    },
  );
  server.registerTool(
    "summarize_recent_tickets",
    {
      title: "Summary of recent tickets",
      description:
        "Summarizes in two sentences what an account wrote to support about lately. Use it before a call with the customer, when the single tickets do not matter.",
      inputSchema: { account_id: accountId },
      annotations: READ_ONLY,
    },
    ({ account_id }) => {
      const account = find(account_id);
      if (account === undefined) return unknownAccount(account_id);
      const own = ticketsOf(account_id);
      const open = own.filter(({ status }) => status !== "solved");
      const worst = open.find(({ priority }) => priority === "urgent") ?? open[0];
      const text = `${account.name} wrote ${count(own.length, "ticket")} lately, of which ${open.length} not solved. ${
        worst === undefined ? "Nothing is waiting for us." : `Most pressing: ${worst.subject} (${worst.priority}).`
      }`;
      return { content: [{ type: "text", text }] };
    },
  );
}
