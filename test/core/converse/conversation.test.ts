import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conversationFixture, kindsOf, replyOf, stepsOf, type ConversationFixture } from "./conversation-fixture.ts";

const PROMPT = `You help the customer success team.
- When the caller asks how an account is doing, call get_account_status.
- When the caller wants to add or invite a colleague, call provision_seat.
- When the caller describes a problem, call search_tickets.`;

let fixture: ConversationFixture;
beforeEach(async () => {
  fixture = await conversationFixture();
  await fixture.addSample("success", "customer-success", "/mcp");
});
afterEach(async () => {
  await fixture.close();
  expect(fixture.bugs).toEqual([]);
});

describe("a conversation with the simulated model", () => {
  it("opens with what was registered, and goes on to call and reply with the tool's own words", async () => {
    const conversation = await fixture.start(PROMPT, ["success"]);
    expect(conversation.opening.verdict).toBe("A conversation started now would register 7 tools");
    expect(conversation.opening.servers).toMatchObject([{ serverId: "success", registered: 7, malformed: 0 }]);
    expect(conversation.opening.tools.find(({ name }) => name === "get_account_status")).toMatchObject({
      toolName: "get_account_status",
      serverId: "success",
      readOnly: true,
      drafted: false,
    });
    const turn = await fixture.say("How is account ACC-1001 doing?");
    expect(turn.state).toBe("done");
    expect(kindsOf(turn)).toBe("considered decided called replied");
    const [decided] = stepsOf(turn, "decided");
    expect(decided?.calls[0]).toMatchObject({
      tool: "get_account_status",
      argumentsText: '{"account_id":"ACC-1001"}',
      sources: { account_id: [{ words: "ACC-1001" }] },
      check: { verdict: "valid" },
    });
    const [called] = stepsOf(turn, "called");
    expect(called).toMatchObject({ state: "completed", recorded: true });
    expect(replyOf(turn)).toMatch(/^Northwind Clinics is active on the enterprise plan/);
    expect(await fixture.ask("calls.get", { id: called?.callId ?? "" })).toMatchObject({ ok: true });
  });

  it("asks back for what is missing, and takes the answer as the answer", async () => {
    await fixture.start(PROMPT, ["success"]);
    const first = await fixture.say("Please tell me how an account is doing");
    expect(kindsOf(first)).toBe("considered decided replied");
    expect(stepsOf(first, "decided")[0]).toMatchObject({ decision: "ask", missing: ["account_id"] });
    expect(replyOf(first)).toBe("To go on I need the account id (Account id, e.g. ACC-1001).");
    const second = await fixture.say("it is ACC-1002");
    expect(stepsOf(second, "called")).toMatchObject([{ tool: "get_account_status", state: "completed" }]);
    expect(replyOf(second)).toMatch(/^Bramble & Co is past due/);
  });

  it("goes back to the call before where a turn says so, and keeps what was not said anew", async () => {
    await fixture.start(PROMPT, ["success"]);
    await fixture.say("How is account ACC-1001 doing?");
    const corrected = await fixture.say("no, I meant ACC-1003");
    expect(stepsOf(corrected, "decided")[0]?.calls[0]).toMatchObject({
      argumentsText: '{"account_id":"ACC-1003"}',
      sources: { account_id: [{ words: "ACC-1003" }] },
    });
    expect(replyOf(corrected)).toMatch(/^Harbour Freight Partners is active/);
    expect(replyOf(await fixture.say("what about ACC-1002?"))).toMatch(/^Bramble & Co is past due/);
    expect(stepsOf(await fixture.say("and what is the capital of France?"), "called")).toEqual([]);
  });

  it("waits for permission before a tool that does not claim to only read, and is told when it is refused", async () => {
    await fixture.start(PROMPT, ["success"]);
    const waiting: string[] = [];
    fixture.on("conversation.stepped", ({ step }) => {
      if (step.kind !== "asked-permission" || step.answer !== "waiting") return;
      waiting.push(step.tool);
      void fixture.ask("conversations.permit", { conversationId: "c", callId: step.callId, allow: waiting.length > 1 });
    });
    const text = "Invite ada@example.com as an editor to account ACC-1003";
    const refused = await fixture.say(text);
    expect(kindsOf(refused)).toBe("considered decided asked-permission replied");
    expect(replyOf(refused)).toBe("I did not run provision seat: it was not allowed.");
    const allowed = await fixture.say(text);
    expect(kindsOf(allowed)).toBe("considered decided asked-permission called replied");
    expect(stepsOf(allowed, "asked-permission")[0]?.answer).toBe("allowed");
    expect(replyOf(allowed)).toMatch(/^ada@example.com was invited/);
    expect(waiting).toEqual(["provision_seat", "provision_seat"]);
    expect(await fixture.ask("conversations.permit", { conversationId: "c", callId: "no", allow: true })).toMatchObject(
      {
        ok: false,
        error: { kind: "not-found" },
      },
    );
  });

  it("an answer for always holds for the rest of the conversation", async () => {
    await fixture.start(PROMPT, ["success"]);
    let asked = 0;
    fixture.on("conversation.stepped", ({ step }) => {
      if (step.kind !== "asked-permission" || step.answer !== "waiting") return;
      asked += 1;
      const answer = { conversationId: "c", callId: step.callId, allow: true, always: true };
      void fixture.ask("conversations.permit", answer);
    });
    await fixture.say("Invite ada@example.com as an editor to account ACC-1003");
    await fixture.say("Invite bob@example.com as an editor to account ACC-1003");
    expect(asked).toBe(1);
  });

  it("does not ask where the assistant says not to", async () => {
    await fixture.start(PROMPT, ["success"], { confirmCalls: false });
    const turn = await fixture.say("Invite ada@example.com as an editor to account ACC-1003");
    expect(kindsOf(turn)).toBe("considered decided called replied");
  });

  it("shows arguments that do not fit their schema, does not send them, and asks", async () => {
    await fixture.start(PROMPT, ["success"], { confirmCalls: false });
    const turn = await fixture.say("How is account bramble-77 doing?");
    const [decided, asking] = stepsOf(turn, "decided");
    if (decided?.decision === "ask") return; // the model saw by itself that this is no account id
    expect(decided?.calls[0]?.check).toMatchObject({ verdict: "invalid" });
    expect(stepsOf(turn, "called")).toEqual([]);
    expect(asking).toMatchObject({ decision: "ask", missing: ["account_id"] });
    expect(replyOf(turn)).toMatch(/^I cannot use "bramble-77" as the account id/);
    const next = await fixture.say("it is ACC-1002");
    expect(replyOf(next)).toMatch(/^Bramble & Co/);
  });

  it("says so where no tool fits, and where a tool failed", async () => {
    await fixture.start(PROMPT, ["success"]);
    const nothing = await fixture.say("What is the capital of France?");
    expect(kindsOf(nothing)).toBe("considered decided replied");
    expect(replyOf(nothing)).toMatch(/^None of my 7 tools fits that/);
    const failed = await fixture.say("How is account ACC-9999 doing?");
    expect(stepsOf(failed, "called")[0]?.state).toBe("tool-error");
    expect(replyOf(failed)).toMatch(/^get account status could not do that: There is no account ACC-9999/);
  });

  it("is kept after each step, listed, removed and put back", async () => {
    const conversation = await fixture.start(PROMPT, ["success"]);
    const seen: string[] = [];
    fixture.on("conversation.stepped", ({ step }) => seen.push(step.kind));
    await fixture.say("How is account ACC-1001 doing?");
    // A running step is told and told again when it ends.
    expect(seen).toEqual(["considered", "considered", "decided", "decided", "called", "called", "replied"]);
    const [kept] = await fixture.ports.store.listDocuments("conversation");
    expect(kept).toMatchObject({ id: "c", turns: [{ state: "done", steps: [{}, {}, {}, {}] }] });
    expect(await fixture.ask("conversations.list", {})).toMatchObject([
      { id: "c", turns: 1, calls: 1, began: "How is account ACC-1001 doing?", registered: 7, dropped: 0 },
    ]);
    const whole = await fixture.ask("conversations.get", { id: "c" });
    expect(await fixture.ask("conversations.remove", { id: "c" })).toEqual({ ok: true, value: {} });
    expect(await fixture.ask("conversations.list", { assistantId: "a" })).toEqual([]);
    if (!whole.ok) throw new Error("it was there");
    expect(await fixture.ask("conversations.restore", { conversation: whole.value })).toMatchObject({ ok: true });
    expect(await fixture.ask("conversations.get", { id: "c" })).toEqual(whole);
    // A conversation that this process does not hold goes on with the tools it registered.
    const on = await fixture.say("And how is account ACC-1002 doing?");
    expect(replyOf(on)).toMatch(/^Bramble & Co/);
    expect(conversation.turns).toEqual([]);
  });

  it("answers only one turn at a time, and no id twice", async () => {
    await fixture.start(PROMPT, ["success"]);
    const first = fixture.ask("conversations.say", { conversationId: "c", turnId: "one", text: "Hello there" });
    const second = await fixture.ask("conversations.say", { conversationId: "c", turnId: "two", text: "Hello" });
    expect(second).toMatchObject({ ok: false, error: { code: "E_TURN_RUNNING" } });
    await first;
    const again = await fixture.ask("conversations.say", { conversationId: "c", turnId: "one", text: "Hello" });
    expect(again).toMatchObject({ ok: false, error: { code: "E_ID_TAKEN" } });
    expect(await fixture.ask("conversations.start", { conversationId: "c", assistantId: "a" })).toMatchObject({
      ok: false,
      error: { code: "E_ID_TAKEN" },
    });
    const gone = { conversationId: "none", turnId: "t", text: "Hello" };
    expect(await fixture.ask("conversations.say", gone)).toMatchObject({ ok: false, error: { kind: "not-found" } });
  });
});
