import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { pause } from "./pause.ts";
import { answer, toolError } from "./results.ts";

const READ_ONLY = { readOnlyHint: true, openWorldHint: false } as const;
const trackingNumber = z
  .string()
  .regex(/^TR\d{6}$/)
  .describe("Tracking number, TR and six digits, e.g. TR104233");

const shipments = [
  { number: "TR104233", status: "in_transit", place: "Rotterdam", expected: "2026-11-24" },
  { number: "TR104240", status: "out_for_delivery", place: "Antwerp", expected: "2026-11-22" },
  { number: "TR104251", status: "delayed", place: "Lyon", expected: "2026-11-27" },
  { number: "TR104266", status: "delivered", place: "Ghent", expected: "2026-11-20" },
] as const;
/** Kilometres by road between depots; symmetric. */
const roads = new Map([
  ["Antwerp-Ghent", 60],
  ["Antwerp-Rotterdam", 98],
  ["Ghent-Lyon", 743],
  ["Ghent-Rotterdam", 152],
  ["Lyon-Rotterdam", 880],
  ["Antwerp-Lyon", 780],
]);
const depots = ["Antwerp", "Ghent", "Lyon", "Rotterdam"] as const;
const depot = z.enum(depots).describe("Depot");
const distance = (from: string, to: string): number => roads.get([from, to].toSorted().join("-")) ?? 0;
/** A parcel with its tape, 32 by 32 pixels, PNG in base64. */
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAOklEQVR42mOIstOgKWKgkwUbmkLwo2tHFqAhglpGLRi1YNSCUQtGLRi1YNSCUQtGLRi1gBwLhnDrGgCWJdTM+7f89AAAAABJRU5ErkJggg==";

/** The logistics tools: tracking, dispatch, routes; one reports progress, one is slow, one returns a picture. */
export function registerLogistics(server: McpServer): void {
  registerTracking(server);
  registerPlanning(server);
}

function registerTracking(server: McpServer): void {
  server.registerTool(
    "track_shipment",
    {
      title: "Track a shipment",
      description:
        "Says where one shipment is and when it is expected. Use it when the caller gives a tracking number or asks where a parcel is. Returns an error when the number is not known.",
      inputSchema: { tracking_number: trackingNumber },
      outputSchema: {
        tracking_number: z.string(),
        status: z.enum(["in_transit", "out_for_delivery", "delayed", "delivered"]),
        place: z.string(),
        expected_on: z.string().describe("ISO date"),
      },
      annotations: READ_ONLY,
    },
    ({ tracking_number }) => {
      const found = shipments.find(({ number }) => number === tracking_number);
      if (found === undefined)
        return toolError(`No shipment has the number ${tracking_number}. Ask the caller to read it again.`);
      return answer(
        `${tracking_number} is ${found.status.replaceAll("_", " ")} in ${found.place}, expected on ${found.expected}.`,
        {
          tracking_number,
          status: found.status,
          place: found.place,
          expected_on: found.expected,
        },
      );
    },
  );
  server.registerTool(
    "get_delivery_photo",
    {
      title: "Delivery photo",
      description:
        "Gives the photo that the driver took at delivery. Use it when the caller doubts that a parcel was left.",
      inputSchema: { tracking_number: trackingNumber },
      annotations: READ_ONLY,
    },
    ({ tracking_number }) => {
      const found = shipments.find(({ number }) => number === tracking_number);
      if (found?.status !== "delivered")
        return toolError(`There is no photo: ${tracking_number} has not been delivered.`);
      return {
        content: [
          { type: "image", data: PICTURE, mimeType: "image/png" },
          { type: "text", text: `Left at the front door in ${found.place} on ${found.expected}.` },
        ],
      };
    },
  );
  server.registerTool(
    "create_dispatch",
    {
      title: "Create a dispatch",
      description:
        "Books a pick-up and gives its dispatch number. Use it when the caller wants something collected. Repeat place, date and weight to the caller before booking. Never for more than 1,000 kg.",
      inputSchema: {
        from: depot,
        to: depot,
        pick_up_on: z.iso.date().describe("Day of the pick-up, ISO date"),
        weight_kg: z.number().positive().max(1000).describe("Weight in kilograms"),
        notes: z.string().max(200).optional().describe("What the driver should know"),
      },
      outputSchema: { dispatch_number: z.string(), arrives_on: z.string() },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    },
    ({ from, to, pick_up_on, weight_kg }) => {
      if (from === to) return toolError("Start and destination are the same depot.");
      const number = `D-${depots.indexOf(from)}${depots.indexOf(to)}${pick_up_on.replaceAll("-", "").slice(2)}`;
      return answer(`${number} is booked: ${weight_kg} kg from ${from} to ${to}, pick-up on ${pick_up_on}.`, {
        dispatch_number: number,
        arrives_on: pick_up_on,
      });
    },
  );
}

function registerPlanning(server: McpServer): void {
  server.registerTool(
    "lookup_route",
    {
      title: "Look up a route",
      description:
        "Gives distance and driving time between two depots. Use it when the caller asks how far or how long. Traffic is not considered.",
      inputSchema: { from: depot, to: depot },
      outputSchema: { kilometres: z.number(), minutes: z.number() },
      annotations: READ_ONLY,
    },
    ({ from, to }) => {
      const kilometres = distance(from, to);
      const minutes = Math.round((kilometres / 75) * 60);
      return answer(`${from} to ${to}: ${kilometres} kilometres, about ${minutes} minutes.`, { kilometres, minutes });
    },
  );
  server.registerTool(
    "optimize_tour",
    {
      title: "Optimize a tour",
      description:
        "Finds a short order of stops for one vehicle, reporting progress while it works. Use it when the caller plans a tour over several depots. Takes about a second.",
      inputSchema: { stops: z.array(depot).min(2).max(4).describe("Depots to visit; the first is the start") },
      outputSchema: { order: z.array(z.string()), kilometres: z.number() },
      annotations: READ_ONLY,
    },
    async ({ stops }, { signal, _meta, sendNotification }) => {
      const order: string[] = [stops[0] ?? "Antwerp"];
      const rest = new Set<string>(stops.slice(1));
      const total = rest.size;
      let kilometres = 0;
      while (rest.size > 0) {
        await pause(250, signal);
        const here = order.at(-1) ?? "";
        const next = [...rest].toSorted((a, b) => distance(here, a) - distance(here, b))[0] ?? "";
        kilometres += distance(here, next);
        order.push(next);
        rest.delete(next);
        if (_meta?.progressToken !== undefined) {
          const progress = {
            progressToken: _meta.progressToken,
            progress: total - rest.size,
            total,
            message: `placed ${next}`,
          };
          await sendNotification({ method: "notifications/progress", params: progress });
        }
      }
      return answer(`${order.join(", then ")}: ${kilometres} kilometres.`, { order, kilometres });
    },
  );
  server.registerTool(
    "quote_carriers",
    {
      title: "Quote carriers",
      description:
        "Asks three carriers for a price and gives the answers, cheapest first. Use it when the caller asks what a transport costs. Slow: two seconds, so announce the wait in voice.",
      inputSchema: { from: depot, to: depot, weight_kg: z.number().positive().describe("Weight in kilograms") },
      outputSchema: { quotes: z.array(z.object({ carrier: z.string(), euros: z.number() })) },
      annotations: { readOnlyHint: true, openWorldHint: true },
    },
    async ({ from, to, weight_kg }, { signal }) => {
      await pause(2000, signal);
      const base = distance(from, to) * 0.9 + weight_kg * 0.2;
      const quotes = [
        { carrier: "Delta Road", euros: Math.round(base) },
        { carrier: "Meridian", euros: Math.round(base * 1.12) },
        { carrier: "Blue Pallet", euros: Math.round(base * 1.3) },
      ];
      return answer(`Cheapest: ${quotes[0]?.carrier} for ${quotes[0]?.euros} euros.`, { quotes });
    },
  );
}
