import { describe, expect, test } from "vitest";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools, type IndexedInput } from "#shared/converse/simulate/index-tools.ts";
import { desk } from "./tools.ts";

const index = indexTools(desk);
const say = (utterance: string, more: object = {}) => decide({ index, utterance, ...more });

describe("the simulated model", () => {
  test("calls the tool whose words were said, with the arguments that were said", () => {
    const { decision, calls } = say("Please show me the ticket number 4711 with its history");
    expect(decision).toBe("call");
    expect(calls).toMatchObject([{ name: "get_ticket", args: { ticket_id: "4711" } }]);
  });

  test("finds a tool by words that are only near its own", () => {
    expect(say("I need a cab for 3 people in Boston").ranking[0]?.name).toBe("bookTaxi");
  });

  test("asks back for a required parameter that nobody told", () => {
    const decided = say("Please order a taxi that picks me up");
    expect(decided.decision).toBe("ask");
    expect(decided.missing).toContain("passengers");
    expect(decided.pending).toMatchObject({ tool: "bookTaxi", position: 2 });
  });

  test("goes on with an open question when the next turn answers it", () => {
    const pending = { tool: "get_ticket", position: 1, args: {}, asked: ["ticket_id"] };
    const decided = say("it's 4711", { pending });
    expect(decided.decision).toBe("call");
    expect(decided.calls).toMatchObject([{ name: "get_ticket", args: { ticket_id: "4711" } }]);
  });

  test("keeps what is known through an answer, and takes a correction", () => {
    const pending = { tool: "bookTaxi", position: 2, args: { pickup_city: "Boston" }, asked: ["passengers"] };
    expect(say("for 4 people", { pending }).calls[0]?.args).toMatchObject({ pickup_city: "Boston", passengers: 4 });
    const known = { ...pending, args: { pickup_city: "Boston", passengers: 4 } };
    expect(say("no, make it 5 people", { pending: known }).calls[0]?.args).toMatchObject({
      pickup_city: "Boston",
      passengers: 5,
    });
  });

  test("leaves an open question when told to", () => {
    const pending = { tool: "bookTaxi", position: 2, args: {}, asked: ["passengers"] };
    expect(say("never mind, forget it", { pending }).calls[0]?.name).not.toBe("bookTaxi");
  });

  test("answers without a tool when nothing fits", () => {
    const decided = say("Who painted the ceiling of the chapel?");
    expect(decided.decision).toBe("answer");
    expect(decided.calls).toEqual([]);
  });

  test("has nothing to call where there are no tools", () => {
    expect(decide({ index: indexTools([]), utterance: "show ticket 1" })).toMatchObject({
      decision: "answer",
      ranking: [],
    });
  });

  test("cites the words each argument came from", () => {
    const utterance = "Please show me the ticket number 4711 with its history";
    const [call] = say(utterance).calls;
    const [source] = call?.sources["ticket_id"] ?? [];
    expect(utterance.slice(source?.start, source?.end)).toBe("4711");
    expect(source?.words).toBe("4711");
  });

  test("makes every score the visible sum of its parts", () => {
    for (const { score, parts } of say("Find tickets about printers").ranking)
      expect(parts.reduce((sum, { value, weight }) => sum + value * weight, 0)).toBe(score);
  });

  test("decides the same, byte for byte, on every run", () => {
    const once = JSON.stringify(say("Remind me on 2027-03-04 at kim@example.com"));
    expect(
      JSON.stringify(decide({ index: indexTools(desk), utterance: "Remind me on 2027-03-04 at kim@example.com" })),
    ).toBe(once);
  });

  test("lets the prompt move the ranking, and shows by how much", () => {
    const triggers = [
      {
        tool: "set_reminder",
        says: "When the customer complains about noise, use set_reminder.",
        kind: "use" as const,
      },
    ];
    const { ranking } = say("There is noise everywhere", { triggers });
    expect(ranking[0]?.name).toBe("set_reminder");
    expect(ranking[0]?.parts.at(-1)?.feature).toBe("the prompt says to use it");
    const never = [
      { tool: "get_ticket", says: "Never use get_ticket for the history of a ticket.", kind: "never" as const },
    ];
    const before = say("show the history of ticket 12").ranking.find(({ name }) => name === "get_ticket")?.score ?? 0;
    const after =
      say("show the history of ticket 12", { triggers: never }).ranking.find(({ name }) => name === "get_ticket")
        ?.score ?? 0;
    expect(after).toBeLessThan(before);
  });

  test("says when the request is not English", () => {
    expect(say("請幫我查詢今天的天氣和新聞").notes.map(({ kind }) => kind)).toContain("not-english");
    expect(say("Zeige mir bitte alle offenen Vorgänge meiner Firma").notes.map(({ kind }) => kind)).toContain(
      "not-english",
    );
    expect(say("Show me the ticket 12").notes.map(({ kind }) => kind)).not.toContain("not-english");
  });

  test("says when a request needs judgement", () => {
    expect(say("Why is the ticket 12 more urgent, and should I answer it?").notes.map(({ kind }) => kind)).toContain(
      "needs-reasoning",
    );
  });

  test("breaks ties by name, then by place", () => {
    const twins = ["b_tool", "a_tool", "a_tool"].map((name) => ({ name, description: "Same.", inputSchema: {} }));
    const { ranking } = decide({ index: indexTools(twins), utterance: "zzz" });
    expect(ranking.map(({ name, position }) => [name, position])).toEqual([
      ["a_tool", 1],
      ["a_tool", 2],
      ["b_tool", 0],
    ]);
  });

  test("survives names and schemas made to hurt", () => {
    const hostile: readonly IndexedInput[] = [
      {
        name: "__proto__",
        description: "constructor ".repeat(5000),
        inputSchema: {
          properties: { __proto__: { type: "string" }, constructor: { enum: ["toString"] } },
          required: ["constructor"],
        },
      },
      { name: "", inputSchema: { properties: { a: { $ref: "#/properties/a" } }, required: ["a"] } },
      { name: "(((((", inputSchema: { type: "object", properties: { "(a+)+$": { type: "number" } } } },
    ];
    const decided = decide({
      index: indexTools(hostile),
      utterance: `call constructor toString (a+)+$ 5 ${"a".repeat(50_000)}!`,
    });
    expect(decided.ranking).toHaveLength(3);
  });
});
