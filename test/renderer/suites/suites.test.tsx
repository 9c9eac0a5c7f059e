import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SuiteRow } from "#shared/contract/suite.ts";
import type { CoreFixture } from "../../support/core-fixture.ts";
import { tool } from "../../support/fake-gateway.ts";
import { wordModel } from "../../support/word-model.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole;
let count = 0;
beforeEach(() => {
  count += 1;
});
afterEach(() => endConsole(console));

const text = (description: string) => ({ type: "string", description });
const TOOLS = [
  tool("search_tickets", {
    description: "Full-text search over support tickets. Use when a caller describes a problem.",
    inputSchema: { type: "object", properties: { query: text("Words of the problem.") }, required: ["query"] },
  }),
  tool("get_plan", {
    description: "The plan and the seats of one account. Use when a caller asks what is booked.",
    inputSchema: { type: "object", properties: { account: text("Account name.") } },
  }),
];
const row = (id: string, utterance: string, name: string): SuiteRow => ({
  id,
  utterance,
  expect: { kind: "call", calls: [{ tool: name, match: "ignored" }] },
});
const ROWS = [
  row("plan", "What plan does the account Acme have booked?", "get_plan"),
  row("search", "Search the support tickets for a problem with invoices", "search_tickets"),
  row("wrong", "What plan is booked by the account Globex?", "search_tickets"),
];

async function show(rows: readonly SuiteRow[] | undefined): Promise<void> {
  const prepare = async (fixture: CoreFixture): Promise<void> => {
    await addDiscovered(fixture, `acme-${count}`, "Acme tools", "https://acme.example/mcp");
    await fixture.ask("assistants.save", {
      id: `voice-${count}`,
      name: `Support voice ${count}`,
      prompt: "",
      serverIds: [`acme-${count}`],
      profileId: "insighto",
      severities: {},
    });
    if (rows !== undefined)
      await fixture.ask("suites.save", {
        id: `suite-${count}`,
        name: "Callers",
        assistantId: `voice-${count}`,
        rows: [...rows],
      });
  };
  console = await renderConsole({ tools: TOOLS }, prepare, { simulated: wordModel });
  fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
  await screen.findByRole("heading", { name: `Support voice ${count}`, level: 1 }, { timeout: 5_000 });
  fireEvent.click(await screen.findByRole("tab", { name: "Suites" }, { timeout: 5_000 }));
  await screen.findByRole("region", { name: "Suites" }, { timeout: 5_000 });
}
const stored = async () => (await console.ask("suites.list", {}))[0];
const listed = (): readonly HTMLElement[] =>
  within(screen.getByRole("listbox", { name: "Rows of the suite" })).getAllByRole("option");
const open = (words: RegExp): void => {
  fireEvent.click(listed().find(({ textContent }) => words.test(textContent)) as HTMLElement);
};
const run = async (passed: RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole("button", { name: /^Run/ }));
  await screen.findByText(passed, undefined, { timeout: 8_000 });
};

describe("a suite", () => {
  it("is made with one press, and its first row typed", async () => {
    await show(undefined);
    fireEvent.click(await screen.findByRole("button", { name: "Add a suite" }));
    fireEvent.click(await screen.findByRole("button", { name: "Add a row" }));
    fireEvent.change(await screen.findByRole("textbox", { name: "Someone says" }), {
      target: { value: "What is booked?" },
    });
    fireEvent.change(screen.getByRole("combobox", { name: "Tool" }), { target: { value: "get_plan" } });
    await waitFor(
      async () =>
        expect((await stored())?.rows).toMatchObject([
          { utterance: "What is booked?", expect: { kind: "call", calls: [{ tool: "get_plan", match: "ignored" }] } },
        ]),
      { timeout: 3_000 },
    );
  });

  it("takes the next row with Enter, and gives a removed one back", async () => {
    await show(ROWS);
    await screen.findByText(/plan does the account Acme/);
    open(/Acme/);
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Someone says" }), { key: "Enter" });
    await waitFor(() => expect(listed()).toHaveLength(4));
    fireEvent.click(screen.getByRole("button", { name: "Remove the row" }));
    await waitFor(() => expect(listed()).toHaveLength(3));
    open(/Acme/);
    fireEvent.keyDown(screen.getByRole("listbox", { name: "Rows of the suite" }), { key: "Delete" });
    await waitFor(() => expect(listed()).toHaveLength(2));
    fireEvent.click((await screen.findAllByRole("button", { name: "Undo" })).at(-1) as HTMLElement);
    await waitFor(() => expect(listed()[0]?.textContent).toContain("Acme"));
    await waitFor(async () => expect((await stored())?.rows.map(({ id }) => id)).toEqual(["plan", "search", "wrong"]), {
      timeout: 3_000,
    });
  });

  it("is run, and says row by row what came of it and why it is not what was expected", async () => {
    await show(ROWS);
    await screen.findByText(/plan does the account Acme/);
    await run(/2 of 3 passed/);
    expect(within(listed()[2] as HTMLElement).getByRole("img", { name: "failed" })).toBeDefined();
    open(/Globex/);
    const editor = screen.getByRole("region", { name: "Row 3" });
    expect(within(editor).getByText(/was expected, but it/)).toBeDefined();
    fireEvent.click(screen.getByRole("radio", { name: "Confusion" }));
    fireEvent.click(await screen.findByRole("button", { name: "1: expected search_tickets, chose get_plan" }));
    await waitFor(() => expect(listed()).toHaveLength(1));
    expect(listed()[0]?.textContent).toContain("Globex");
    fireEvent.click(screen.getByRole("radio", { name: "By tool" }));
    const scores = await screen.findByRole("region", { name: "How well each tool is picked" });
    expect(within(scores).getByRole("row", { name: /search_tickets 2 1 1 100 % 50 %/ })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Activity" }));
    expect(await screen.findByText("2 of 3 rows passed")).toBeDefined();
  });

  it("shows what flipped between a run without drafts and one with them", async () => {
    await show(ROWS);
    await screen.findByText(/plan does the account Acme/);
    await console.ask("drafts.save", {
      id: `draft-${count}`,
      serverId: `acme-${count}`,
      toolName: "search_tickets",
      entryHash: "",
      description: "Support tickets, and what plan is booked by Globex.",
      parameters: {},
      enabled: true,
    });
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Before and after drafts" }).getAttribute("aria-disabled")).toBeNull(),
    );
    fireEvent.click(screen.getByRole("button", { name: "Before and after drafts" }));
    const flips = await screen.findByRole("region", { name: "Flips between two runs" }, { timeout: 10_000 });
    expect(await within(flips).findByText(/Between them changed: the tools or their texts/)).toBeDefined();
    expect(await console.ask("suites.runs", { suiteId: `suite-${count}` })).toMatchObject([
      { drafts: true },
      { drafts: false },
    ]);
    const [flip, ...others] = within(within(flips).getByRole("listbox", { name: "Flips" })).getAllByRole("option");
    expect(flip?.textContent).toContain("fixed");
    expect(flip?.textContent).toContain("get_plan → search_tickets");
    expect(others).toEqual([]);
  });

  it("gets its rows in other words, and gives them back", async () => {
    await show(ROWS);
    await screen.findByText(/plan does the account Acme/);
    open(/invoices/);
    fireEvent.click(screen.getByRole("button", { name: "In other words…" }));
    const add = await screen.findByRole("button", { name: /^Add \d rows?$/ });
    fireEvent.click(add);
    await waitFor(() => expect(listed().length).toBeGreaterThan(3));
    await waitFor(
      async () =>
        expect((await stored())?.rows.filter(({ paraphraseOf }) => paraphraseOf === "search").length).toBe(
          listed().length - 3,
        ),
      { timeout: 3_000 },
    );
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(listed()).toHaveLength(3));
  });

  it("says that other words are made for English only, where a row is in another language", async () => {
    await show([...ROWS, row("german", "Welche Rechnungen sind noch nicht bezahlt worden?", "search_tickets")]);
    await screen.findByText(/plan does the account Acme/);
    open(/Rechnungen/);
    fireEvent.click(screen.getByRole("button", { name: "In other words…" }));
    expect((await screen.findByRole("note")).textContent).toContain(
      "1 row of 1 does not look like an English sentence",
    );
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("note")).toBeNull());
    open(/invoices/);
    fireEvent.click(screen.getByRole("button", { name: "In other words…" }));
    await screen.findByRole("button", { name: /^Add \d rows?$/ });
    expect(screen.queryByRole("note")).toBeNull();
  });

  it("comes out of a file, with every line that is no row told by its number", async () => {
    await show(undefined);
    const file = new File(
      [
        "utterance,expect,tool\nWhat is booked?,call,get_plan\nWho knows?,perhaps,\nAnything open?,call,search_tickets\n",
      ],
      "calls of May.csv",
    );
    const chosen = vi.spyOn(HTMLInputElement.prototype, "click").mockImplementation(function (this: HTMLInputElement) {
      Object.defineProperty(this, "files", { value: [file] });
      this.dispatchEvent(new Event("change"));
    });
    fireEvent.click(await screen.findByRole("button", { name: "Import CSV or JSON lines…" }));
    const report = await screen.findByRole("status", { name: "What became of the file" });
    chosen.mockRestore();
    expect(report.textContent).toContain("2 rows of calls of May.csv are here. 1 line could not be read:");
    expect(report.textContent).toContain("line 3");
    expect(within(report).getByRole("button", { name: "Copy the lines that could not be read" })).toBeDefined();
    await waitFor(() => expect(listed()).toHaveLength(2));
    fireEvent.click(within(report).getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("status", { name: "What became of the file" })).toBeNull();
    expect(await stored()).toMatchObject({ name: "calls of May", assistantId: `voice-${count}` });
  });

  it("is removed with a way back", async () => {
    await show(ROWS);
    await screen.findByText(/plan does the account Acme/);
    fireEvent.click(screen.getByRole("button", { name: "Actions of Callers" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Remove" }));
    expect(await screen.findByRole("button", { name: "Add a suite" })).toBeDefined();
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText(/plan does the account Acme/)).toBeDefined();
  });

  it("draws only the rows in view, out of five thousand", async () => {
    await show(Array.from({ length: 5_000 }, (_, index) => row(`row-${index}`, `Say number ${index}`, "get_plan")));
    await screen.findByText("Say number 0");
    expect(listed().length).toBeLessThan(80);
    expect(screen.getByText("5,000 rows")).toBeDefined();
    fireEvent.change(screen.getByRole("textbox", { name: "Filter rows" }), { target: { value: "number 4999" } });
    await waitFor(() => expect(listed()).toHaveLength(1));
  });
});
