import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { answer, toolError } from "./results.ts";

/** What differs from client to client of the agency. */
export interface AgencyClient {
  readonly business: string;
  readonly services: readonly [string, ...string[]];
  readonly slots: readonly string[];
  /** Registers what only this client has. */
  readonly extra: (server: McpServer) => void;
}

const contact = z.string().min(3).describe("Telephone number or e-mail address of the caller");

/** The clients, by URL path. */
export const agencyClients: ReadonlyMap<string, AgencyClient> = new Map([
  [
    "/dental",
    {
      business: "Bright Dental",
      services: ["check-up", "cleaning", "filling"],
      slots: ["2026-11-24 09:00", "2026-11-24 14:30", "2026-11-26 11:00"],
      extra: registerInsurance,
    },
  ],
  [
    "/plumbing",
    {
      business: "Copper & Sons",
      services: ["leak repair", "boiler service", "blocked drain"],
      slots: ["2026-11-23 08:00", "2026-11-25 13:00"],
      extra: registerEmergency,
    },
  ],
  [
    "/real-estate",
    {
      business: "Hearth Homes",
      services: ["viewing", "valuation"],
      slots: ["2026-11-28 10:00", "2026-11-28 15:00", "2026-12-01 17:30"],
      extra: registerListings,
    },
  ],
]);

/** The tools of one client: two that all clients have, worded for the business, and its own. */
export function registerAgency(server: McpServer, client: AgencyClient): void {
  const { business, services, slots } = client;
  const service = z.enum(services as [string, ...string[]]).describe("What the caller wants");
  server.registerTool(
    "check_availability",
    {
      title: "Check availability",
      description: `Gives the free appointments of ${business} for a service. Use it before booking, or when the caller asks when somebody has time.`,
      inputSchema: { service },
      outputSchema: { slots: z.array(z.string()) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ service }) => answer(`For a ${service}: ${slots.join(", or ")}.`, { slots }),
  );
  server.registerTool(
    "book_appointment",
    {
      title: "Book an appointment",
      description: `Books an appointment at ${business}. Use it once the caller has chosen a free slot; repeat service, slot and contact before booking.`,
      inputSchema: { service, slot: z.string().describe("A slot as check_availability gave it"), contact },
      outputSchema: { booking: z.string() },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    ({ service, slot }) => {
      if (!slots.includes(slot)) return toolError(`${slot} is not free. Free: ${slots.join(", ")}.`);
      const booking = `B-${slot.replaceAll(/\D/g, "").slice(2)}`;
      return answer(`Booked: ${service} on ${slot}, number ${booking}.`, { booking });
    },
  );
  client.extra(server);
}

function registerInsurance(server: McpServer): void {
  server.registerTool(
    "check_insurance",
    {
      title: "Check insurance",
      description:
        "Says whether a health insurance is accepted. Use it when the caller asks about insurance or payment.",
      inputSchema: { insurer: z.string().min(2).describe("Name of the insurance company") },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ insurer }) => {
      const accepted = ["delta", "unita", "care first"].some((name) => insurer.toLowerCase().includes(name));
      return {
        content: [
          {
            type: "text",
            text: accepted ? `${insurer} is accepted.` : `${insurer} is not accepted; private payment is possible.`,
          },
        ],
      };
    },
  );
}

function registerEmergency(server: McpServer): void {
  server.registerTool(
    "dispatch_emergency",
    {
      title: "Send the emergency service",
      description:
        "Sends the plumber on duty at once. Use it only when water is running or gas is smelled; it costs 180 euros, so say so first.",
      inputSchema: { address: z.string().min(5).describe("Street, number and town"), contact },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    },
    ({ address }) => ({
      content: [{ type: "text", text: `A plumber is on the way to ${address}, there within 40 minutes.` }],
    }),
  );
}

function registerListings(server: McpServer): void {
  const homes = [
    { reference: "HH-31", town: "Ghent", rooms: 3, euros: 315_000 },
    { reference: "HH-44", town: "Ghent", rooms: 5, euros: 489_000 },
    { reference: "HH-52", town: "Aalst", rooms: 4, euros: 279_000 },
  ] as const;
  server.registerTool(
    "search_listings",
    {
      title: "Search listings",
      description: "Finds homes for sale by town and budget. Use it when the caller describes what they look for.",
      inputSchema: {
        town: z.string().describe("Town, as the caller says it"),
        budget: z.number().int().positive().optional().describe("Highest price in euros"),
      },
      outputSchema: {
        homes: z.array(z.object({ reference: z.string(), town: z.string(), rooms: z.number(), euros: z.number() })),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ town, budget }) => {
      const found = homes.filter(
        (home) => home.town.toLowerCase() === town.toLowerCase() && home.euros <= (budget ?? Infinity),
      );
      return answer(`${found.length} found.`, { homes: found });
    },
  );
}
