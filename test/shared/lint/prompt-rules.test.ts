import { describe, expect, test } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { draftedTools } from "#shared/lint/drafted-tools.ts";
import { lint } from "#shared/lint/lint.ts";
import type { LintInput } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";
import { triggerTable } from "#shared/lint/triggers.ts";
import { unknownNames } from "#shared/lint/unknown-names.ts";
import { asTools, capturedLists, dataFolder, seeded, textOf } from "../../support/lint-data.ts";
import { misspelt } from "../../support/lint-mutants.ts";

const tool = (name: string, properties: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  name,
  description: `Handles ${name}. Use it when the caller asks for that.`,
  inputSchema: { type: "object", properties },
  ...more,
});
const support = asTools(
  [
    tool("search_tickets", { query: { type: "string" }, status: { type: "string", enum: ["open", "solved"] } }),
    tool("get_account_status", { account_id: { type: "string" } }),
    tool("provision_seat", { email: { type: "string" } }, { annotations: { destructiveHint: true } }),
    tool("search", { q: { type: "string" } }),
  ],
  "support",
);
const check = (prompt: string, more: Partial<LintInput> = {}): readonly Diagnostic[] =>
  lint({ tools: support, prompt, ...more }).filter(({ ruleId }) => ruleId.startsWith("P"));
const found = (prompt: string, rule: string, more: Partial<LintInput> = {}): readonly Diagnostic[] =>
  check(prompt, more).filter(({ ruleId }) => ruleId === rule);
const unknown = (prompt: string): readonly string[] =>
  unknownNames(promptFacts(prompt), listFacts(support), []).map(({ text }) => text);

const cue = (prompt: string): string | undefined => {
  const row = triggerTable(promptFacts(prompt), listFacts(support)).find(
    ({ tool }) => tool.facts.name === "search_tickets",
  );
  return row?.prohibitions.length === 1 ? "forbidden" : row?.triggers[0]?.cue;
};
const mentions = (prompt: string): number | undefined =>
  triggerTable(promptFacts(prompt), listFacts(support))[3]?.mentions.length;
const print = (tools: readonly JsonObject[]): string | undefined =>
  lint({ tools: asTools(tools) }).find(({ ruleId }) => ruleId === "T201")?.fingerprint;

describe("unknown tools", () => {
  test("a misspelt name in a call is an error with the right name and a safe fix", () => {
    const prompt = "When the caller describes a problem, use `serch_tickets`.";
    expect(found(prompt, "P001")).toMatchObject([
      {
        severity: "error",
        message: "`serch_tickets` is no discovered tool. Did you mean `search_tickets` (support)?",
        range: { start: 42, end: 55 },
        fix: { safe: true, edits: [{ kind: "text", text: "search_tickets" }] },
      },
    ]);
  });

  test.each([
    ["Call the store_state tool.", ["store_state"]],
    ["Then use `send_invoice` to bill.", ["send_invoice"]],
    ["Use send_invoice(order) at the end.", ["send_invoice"]],
    ["You have `search_tickets`, `close_ticket` and `provision_seat`.", ["close_ticket"]],
    ["## Available tools\n- lookup_route: finds routes\n", ["lookup_route"]],
    ["Use `getAccountStatus` first.", ["getAccountStatus"]],
    ["If unsure, use the `grep` tool.", ["grep"]],
    ["Step 1: greet. Step 2: call @close_ticket.", ["close_ticket"]],
    [
      "- search_tickets: for problems\n- close_tickt: at the end\n- lookup_customer: before all",
      ["close_tickt", "lookup_customer"],
    ],
    ["Always confirm with confirm_booking() afterwards.", ["confirm_booking"]],
    ["| Situation | Tool |\n|---|---|\n| wants out | get_acount_status |", ["get_acount_status"]],
  ])("%j names %j", (prompt, names) => {
    expect(unknown(prompt)).toEqual(names);
  });

  test.each([
    "Ask for the `account_id` and the `start_date`.",
    "The current user is {user_profile} and <user_request> holds the task.",
    'Answer as {"next_goal": "...", "final_answer": "..."}.',
    "Write the result to `result_table` and read `notes_today.md`.",
    "Use start_line and end_line to read a part.",
    "Transfer the user to the `booking_agent` later.",
    "There is no `save_memory` tool.",
    "A well-known step-by-step approach, see https://h.example/get_user_info.",
    "```python\nresult = run_query(sql)\n```",
    "- max_age_days: (optional) how old\n- Use max_age_days wisely.",
    "The status is `open` or `solved`; JavaScript and GitHub are fine.",
    "Collect first_name, last_name and phone_number, then say the booking_reference.",
    "You have a calendar tool. Use the calendar tool to check the date_of_birth.",
    "Save it to {{order_state}} and write to help@search_tickets.example.",
  ])("%j names none", (prompt) => {
    expect(unknown(prompt)).toEqual([]);
  });

  test("sub-agents and built-ins are known when they are given", () => {
    expect(found("Call the `trip_monitor_agent`.", "P001", { alsoKnown: ["trip_monitor_agent"] })).toEqual([]);
  });

  test("the right name comes first for at least 97 of 100 mistakes", () => {
    const folder = dataFolder();
    const lists =
      folder === undefined
        ? [support.map(({ raw }) => textOf(raw["name"]))]
        : capturedLists(folder).map(({ tools }) => tools.map((raw) => textOf(raw["name"])));
    const random = seeded(7);
    let right = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      const names = lists[Math.floor(random() * lists.length)] ?? [];
      const name = names[Math.floor(random() * names.length)] ?? "";
      let wrong = misspelt(name, random);
      while (names.includes(wrong)) wrong = misspelt(name, random);
      if (suggestName(wrong, names)?.name === name) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(970);
  });
});

describe("names that moved", () => {
  test("a tool of an earlier discovery is named with what it became", () => {
    const history = [{ name: "get_issue", became: { tool: "issue_read", argument: "method", value: "get" } }];
    const [moved] = found("Use `get_issue` to look.", "P002", { history });
    expect(moved?.message).toBe("`get_issue` is no longer listed; it became `issue_read` with `method` = `get`.");
    expect(found("Use `get_issue` to look.", "P001", { history })).toEqual([]);
  });

  test("a client's prefix is taken off", () => {
    expect(found("Use mcp__support__search_tickets for it.", "P005")[0]?.fix?.edits).toMatchObject([
      { text: "search_tickets" },
    ]);
    expect(found("Use mcp__support__search_tickets for it.", "P001")).toEqual([]);
  });

  test("a name on two servers must be told apart", () => {
    const tools = [...support, ...asTools([tool("search")], "shop")];
    expect(found("When asked, use `search`.", "P004", { tools })).toHaveLength(1);
    expect(found("When asked, use `search` of shop.", "P004", { tools })).toEqual([]);
  });
});

describe("triggers", () => {
  test.each([
    ["When the caller describes a problem, use `search_tickets`.", "condition"],
    ["Use search_tickets to find known problems.", "purpose"],
    ["For outages, use search_tickets.", "purpose"],
    ["1. Greet.\n2. Call search_tickets.", "step"],
    ["* **Known problem:** `search_tickets`", "label"],
    ["| A known problem | `search_tickets` |", "row"],
    ["Never use search_tickets.", "forbidden"],
    ["You have search_tickets and provision_seat.", undefined],
    ["Tools: search_tickets", undefined],
  ])("%j is a %s", (prompt, kind) => {
    expect(cue(prompt)).toBe(kind);
  });

  test("a single plain word is a tool only where it is marked as one", () => {
    expect(mentions("Please search the house and search again.")).toBe(0);
    expect(mentions("Use `search` or the search tool or search(q).")).toBe(3);
  });

  test("named without a trigger is a hint with a trigger drawn from the description", () => {
    const [hint] = found("You have `search_tickets`.", "P007");
    expect(hint).toMatchObject({ severity: "hint", fix: { safe: false, tokens: expect.any(Number) } });
    expect(JSON.stringify(hint?.fix)).toContain("When the caller asks for that, use `search_tickets`.");
  });

  test("never named is one hint a server; forbidden only is its own hint", () => {
    expect(found("Be kind.", "P006")).toMatchObject([
      { message: expect.stringMatching(/^4 of 4 tools of support are never named/) },
    ]);
    expect(found("Never use `provision_seat`.", "P009")).toHaveLength(1);
    expect(found("Never use `provision_seat`.", "P007")).toEqual([]);
  });

  test("one situation for two tools is a conflict", () => {
    const prompt =
      "If the order is late today, use search_tickets.\nIf the order is late today, use get_account_status.";
    expect(found(prompt, "P008")).toHaveLength(1);
  });
});

describe("order and overlap", () => {
  test.each([
    ["1. Call `provision_seat` with the id returned by `search_tickets`.\n2. Call `search_tickets`.", 1],
    ["1. Show `search_tickets`'s result.\n2. Use `search_tickets`.", 1],
    ["1. Call `search_tickets`.\n2. Call `provision_seat` with the id returned by `search_tickets`.", 0],
    ["1. Call `provision_seat` with the id returned by `search_tickets`.\n2. Say goodbye.", 0],
    ["- Show the result of `search_tickets`.\n- Call `search_tickets`.", 0],
    ["1. Show the result of `search_tickets`.\n\n# Later\n\n1. Call `search_tickets`.", 0],
  ])("%j has %i steps that use what a later one gets", (prompt, count) => {
    expect(found(prompt, "P012")).toHaveLength(count);
  });

  test("two tools that say the same are settled by a trigger or a prohibition for one of them", () => {
    const twin = (name: string): JsonObject =>
      tool(name, { q: { type: "string" } }, { description: "Searches the orders of one account for words." });
    const tools = asTools([twin("search_orders"), twin("find_orders")]);
    const told = (prompt: string) => found(prompt, "P015", { tools });
    expect(told("You have `search_orders` and `find_orders`.")).toMatchObject([{ range: { start: 10, end: 23 } }]);
    expect(told("You have `search_orders`.")).toHaveLength(1);
    expect(found("You have `search_orders`.", "P007", { tools })).toEqual([]);
    expect(told("You have `search_orders`. Never use `find_orders`.")).toEqual([]);
    expect(told("When asked for orders, use `search_orders`.")).toEqual([]);
    expect(told("Be kind.")).toEqual([]);
    expect(found("You have `search_tickets` and `get_account_status`.", "P015")).toEqual([]);
  });
});

describe("arguments and the rest", () => {
  test("an unknown parameter or value is named with what may be meant", () => {
    expect(found('Call search_tickets(qery="x", status="opn").', "P010")[0]?.message).toContain(
      "Did you mean `query`?",
    );
    expect(found('Call search_tickets(query="x", status="opn").', "P011")[0]?.message).toContain(
      "`open`, and `solved`".replace(",", ""),
    );
    expect(found('Call search_tickets(query="x", status="open").', "P011")).toEqual([]);
  });

  test("a destructive tool needs a word on confirmation", () => {
    expect(found("When asked, use provision_seat.", "P013")).toHaveLength(1);
    expect(found("When asked, repeat it and, once they confirm, use provision_seat.", "P013")).toEqual([]);
  });

  test("counts, copies and unbalanced marks", () => {
    expect(found("You have five tools.", "P018")[0]?.fix?.edits).toMatchObject([{ text: "4" }]);
    expect(found("You have four tools.", "P018")).toEqual([]);
    expect(found("When it fails, use `search_tickets and wait.", "P017")).toHaveLength(1);
    const copied = "Searches the subjects of all tickets of every account for words.";
    expect(
      found(copied, "P016", { tools: asTools([tool("search_tickets", {}, { description: copied })]) }),
    ).toHaveLength(1);
  });

  test("many tools are counted with their weight", () => {
    const many = asTools(Array.from({ length: 60 }, (_, index) => tool(`tool_number_${index}`)));
    expect(found("Be kind.", "P014", { tools: many })).toMatchObject([
      { severity: "warning", target: { kind: "list" } },
    ]);
  });
});

describe("the engine", () => {
  test("gives a defect the same fingerprint wherever its tool stands", () => {
    const bad = tool("lookup", {}, { description: "" });
    expect(print([bad])).toBe(print([tool("other"), bad]));
  });

  test("suppresses with a reason, and complains of suppressions that do nothing or give none", () => {
    const tools = asTools([tool("lookup", {}, { description: "" })]);
    const with_ = (rule: string, reason: string) =>
      lint({ tools, suppressions: [{ rule, tool: "lookup", reason }] }).map(({ ruleId }) => ruleId);
    expect(with_("T201", "the vendor will not change it")).not.toContain("T201");
    expect(with_("T201", " ")).toEqual(expect.arrayContaining(["T201", "X002"]));
    expect(with_("T999", "because")).toContain("X001");
  });

  test("P003: a tool that exists and is not available says why, instead of being unknown", () => {
    const tools = asTools([tool("search_tickets")]);
    const unavailable = [
      { name: "open_dispatch", server: "Logistics", why: "elsewhere" },
      { name: "close_ticket", server: "Support", why: "malformed" },
      { name: "status", server: "Logistics", why: "elsewhere" },
    ] as const;
    const prompt = "Use `open_dispatch` to send a driver. Use `close_ticket` at the end. Tell them the status.";
    const said = lint({ tools, prompt, unavailable }).filter(({ target }) => target.kind === "prompt");
    expect(said.filter(({ ruleId }) => ruleId === "P003").map(({ message }) => message)).toEqual([
      "`open_dispatch` is not available: it is on Logistics, which is not attached.",
      "`close_ticket` is not available: Support lists it, but its entry is malformed and clients drop it.",
    ]);
    expect(said.some(({ ruleId }) => ruleId === "P001")).toBe(false);
  });

  test.each([
    [
      "- Use `find_it` for orders.\n- Use `gone_tool` for refunds.\nBe kind.\n",
      "- Use `find_it` for orders.\nBe kind.\n",
    ],
    ["Use `find_it` for orders. Use `gone_tool` for refunds. Be kind.", "Use `find_it` for orders. Be kind."],
    ["Use `find_it` or `gone_tool` when asked about orders.", "Use `find_it` when asked about orders."],
    ["Call `gone_tool`, `find_it` and `list_all` in turn.", "Call `find_it` and `list_all` in turn."],
    ["Be kind.\nUse `gone_tool` for refunds.", "Be kind."],
    ["Be kind.\nUse `gone_tool` for refunds.\n", "Be kind.\n"],
    ["Be kind. Use `gone_tool` for refunds.\nBe brief.", "Be kind.\nBe brief."],
  ])("a dead mention is removed: %j", (prompt, wanted) => {
    const tools = asTools([tool("find_it"), tool("list_all")]);
    const found = lint({ tools, prompt, history: [{ name: "gone_tool" }] }).find(({ ruleId }) => ruleId === "P002");
    const [edit] = found?.fix?.edits ?? [];
    if (edit?.kind !== "text") throw new Error(`there is a fix in the text: ${JSON.stringify(found)}`);
    expect(found?.fix?.title).toMatch(/^Remove/);
    expect(prompt.slice(0, edit.range.start) + edit.text + prompt.slice(edit.range.end)).toBe(wanted);
  });

  test("takes severities and drafts into account", () => {
    const tools = asTools([tool("lookup", {}, { description: "" })]);
    expect(lint({ tools, severities: { T201: "off" } }).some(({ ruleId }) => ruleId === "T201")).toBe(false);
    expect(lint({ tools, severities: { T118: "warning" } }).find(({ ruleId }) => ruleId === "T118")?.severity).toBe(
      "warning",
    );
    const drafts = [{ tool: "lookup", description: "Looks up one order by its number, when the caller asks for it." }];
    expect(lint({ tools, drafts }).some(({ ruleId }) => ruleId === "T201")).toBe(false);
  });

  test("drafts count for parameters and for one server only, and the same drafts give the same findings", () => {
    const id = { id: { type: "string" } };
    const tools = ["crm", "shop"].map((server, position) => ({ server, position, raw: tool("lookup", id) }));
    const drafts = [{ server: "crm", tool: "lookup", parameters: { "/properties/id": "The order's number." } }];
    const undescribed = (given: Parameters<typeof lint>[0]): readonly unknown[] =>
      lint(given).flatMap(({ ruleId, target }) => (ruleId === "T204" ? [target] : []));
    expect(undescribed({ tools })).toHaveLength(2);
    expect(undescribed({ tools, drafts })).toMatchObject([{ server: "shop" }]);
    expect(draftedTools(tools, drafts)).toBe(draftedTools(tools, [...drafts]));
    const more = [...drafts, { server: "shop", tool: "lookup", description: "Looks an order up." }];
    expect(draftedTools(tools, more)[0]).toBe(draftedTools(tools, drafts)[0]);
  });

  test("is quick after a keystroke: what did not change is remembered", () => {
    const tools = asTools(
      Array.from({ length: 1000 }, (_, index) => tool(`tool_number_${index}`, { id: { type: "string" } })),
    );
    const prompt = "When asked, use tool_number_3. ".repeat(650);
    lint({ tools, prompt });
    const started = process.cpuUsage();
    for (let key = 0; key < 5; key += 1) lint({ tools, prompt: prompt + "x".repeat(key) });
    expect(process.cpuUsage(started).user / 5000).toBeLessThan(200); // milliseconds; the bench measures the bar
  });
});
