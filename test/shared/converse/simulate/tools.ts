import type { IndexedInput } from "#shared/converse/simulate/index-tools.ts";

const text = (description: string, more: object = {}) => ({ type: "string", description, ...more });

/** A small support desk, written for these tests. */
export const desk: readonly IndexedInput[] = [
  {
    name: "search_tickets",
    description: "Search support tickets by words in their title or text.",
    inputSchema: { type: "object", properties: { query: text("Words to search for") }, required: ["query"] },
  },
  {
    name: "get_ticket",
    description: "Show one support ticket with its whole history.",
    inputSchema: { type: "object", properties: { ticket_id: text("Number of the ticket") }, required: ["ticket_id"] },
  },
  {
    name: "bookTaxi",
    description: "Order a taxi that picks a customer up.",
    inputSchema: {
      type: "object",
      properties: {
        pickup_city: text("City where the ride starts"),
        passengers: { type: "integer", description: "How many people ride", minimum: 1, maximum: 8 },
        car_class: text("Class of the car", { enum: ["standard", "premium", "van"] }),
      },
      required: ["pickup_city", "passengers"],
    },
  },
  {
    name: "set_reminder",
    description: "Remind the user of something on a day.",
    inputSchema: {
      type: "object",
      properties: {
        date: text("The day, as YYYY-MM-DD", { format: "date" }),
        email: text("Where to send it", { format: "email" }),
      },
      required: ["date"],
    },
  },
];
