import { assert, jsonValue, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { composeAsk, composeCorrection, wrongParameters } from "#shared/converse/compose-ask.ts";
import { composeNothingFits, composeReply, resultText, type CallEnd } from "#shared/converse/compose-reply.ts";
import { plainWords } from "#shared/converse/plain-words.ts";

const schema: JsonObject = {
  type: "object",
  properties: {
    account_id: { type: "string", description: "Account id, e.g. ACC-1001. Never a name." },
    role: { enum: ["viewer", "editor", "admin"] },
    notify: { type: "boolean" },
    ref: { $ref: "#/$defs/ref" },
  },
  $defs: { ref: { type: "string", description: "Reference of the letter" } },
};
const completed = (result: JsonObject): CallEnd => ({
  tool: "get_status",
  end: { kind: "answered", outcome: { kind: "completed", result } },
});
const text = (said: string) => ({ content: [{ type: "text", text: said }] });

describe("asking back", () => {
  it("names one missing parameter in plain words, with its description", () => {
    expect(composeAsk(["account_id"], schema)).toBe("To go on I need the account id (Account id, e.g. ACC-1001).");
  });
  it("names several, with the values allowed", () => {
    expect(composeAsk(["role", "notify", "ref"], schema)).toBe(
      "To go on I need the role (one of viewer, editor or admin), the notify (yes or no) and the ref (Reference of the letter).",
    );
  });
  it("does not read out more than four", () => {
    expect(composeAsk(["a", "b", "c", "d", "e", "f"], schema)).toBe(
      "To go on I need the a, the b, the c, the d and 2 more.",
    );
  });
  it("says which value cannot be used, and why", () => {
    const violations = [{ pointer: "/account_id", message: 'must match pattern "^ACC-"' }];
    expect(composeCorrection(violations, { account_id: "Bramble" }, schema)).toBe(
      'I cannot use "Bramble" as the account id: it must match pattern "^ACC-". Please give me the account id (Account id, e.g. ACC-1001).',
    );
    expect(wrongParameters([...violations, { pointer: "/a~1b/0", message: "" }])).toEqual(["account_id", "a/b"]);
  });
});

describe("the reply", () => {
  it("is the tool's own text where there is one", () => {
    expect(composeReply([completed(text("It is open."))])).toBe("It is open.");
  });
  it("adds what the text leaves out of a list", () => {
    const result = {
      ...text("2 tickets found."),
      structuredContent: {
        tickets: [
          { id: "T-1", subject: "Export fails", status: "open" },
          { id: "T-2", subject: "Seats", status: "solved" },
        ],
      },
    };
    expect(composeReply([completed(result)])).toBe(
      "2 tickets found.\nTickets (2):\n- Export fails (id T-1, status open)\n- Seats (id T-2, status solved)",
    );
    const told = { ...result, ...text("Found: Export fails, Seats.") };
    expect(composeReply([completed(told)])).toBe("Found: Export fails, Seats.");
  });
  it("reads JSON out as sentences, as text or as structured content", () => {
    const value = { planName: "team", seats: 25, active: true, note: null, tags: ["a", "b"] };
    const said = "Plan name: team. Seats: 25. Active: yes. Note: none.\nTags: a, b.";
    expect(composeReply([completed(text(JSON.stringify(value)))])).toBe(said);
    expect(composeReply([completed({ content: [], structuredContent: value })])).toBe(said);
  });
  it("says honestly that a tool failed, was refused, or could not be reached", () => {
    const ends: readonly CallEnd[] = [
      {
        tool: "provision_seat",
        end: { kind: "answered", outcome: { kind: "tool-error", result: text("No seat left.") } },
      },
      { tool: "flag_for_QBR", end: { kind: "refused" } },
      { tool: "search", end: { kind: "failed", said: "The server did not answer in time." } },
      {
        tool: "gone",
        end: {
          kind: "answered",
          outcome: { kind: "protocol-error", error: { code: -32602, message: "Unknown tool" } },
        },
      },
    ];
    expect(composeReply(ends).split("\n\n")).toEqual([
      "provision seat could not do that: No seat left.",
      "I did not run flag for QBR: it was not allowed.",
      "I could not run search. The server did not answer in time.",
      "The server refused to run gone: Unknown tool",
    ]);
  });
  it("tells of pictures and of silence", () => {
    const picture = { content: [{ type: "image", mimeType: "image/png", data: "AAAA" }] };
    expect(composeReply([completed(picture)])).toBe("It gave a picture (image/png), which cannot be spoken.");
    expect(composeReply([completed({ content: [] })])).toBe("Done: get status ran and gave nothing to say.");
  });
  it("says so where no tool fits", () => {
    expect(composeNothingFits([])).toMatch(/^I have no tools/);
    expect(composeNothingFits(["a"], "Never mind.")).toBe("All right.");
    expect(composeNothingFits(["a"], "thank you so much!")).toBe("You are welcome.");
    expect(composeNothingFits(["get_order"])).toBe("My only tool does not fit that. What I have: get order.");
    expect(composeNothingFits(["a", "b", "c", "d", "e", "f"])).toMatch(
      /^None of my 6 tools fits that\..* and 1 more\.$/,
    );
  });
  it("is bounded and never throws, whatever a server answers", () => {
    assert(
      property(jsonValue({ maxDepth: 6 }), jsonValue(), (content, structuredContent) => {
        const result = { content, structuredContent } as JsonObject;
        expect(composeReply([completed(result), completed(result)]).length).toBeLessThanOrEqual(1_201);
        if (isJsonObject(content)) expect(resultText(content).length).toBeLessThanOrEqual(1_201);
      }),
    );
    assert(property(string(), (name) => plainWords(name).length <= 240));
  });
});
