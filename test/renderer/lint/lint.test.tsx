import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const GOOD = tool("find_invoice", {
  title: "Find an invoice",
  description:
    "Finds one invoice by its number and returns its date, total and state. Use when a caller asks about an invoice. Do not use for quotes. Example: number `R-2026-0041`.",
  inputSchema: {
    type: "object",
    properties: { number: { type: "string", description: "The number as printed, for example R-2026-0041." } },
    required: ["number"],
  },
});
const BROKEN = tool("get_order", {
  description: "Returns one order with its lines and its state. Use when a caller asks about an order.",
  inputSchema: {
    type: "object",
    properties: { id: { type: "string", description: "The order, as on the receipt." } },
    required: ["id", "missing"],
  },
});

async function show(id: string, tools: Parameters<typeof tool>[1][]): Promise<void> {
  console = await renderConsole({ tools: tools as never }, (fixture) =>
    addDiscovered(fixture, id, "Shop", `https://${id}.example/mcp`),
  );
  await screen.findByRole("heading", { name: "Shop", level: 1 });
}
const openLint = async (): Promise<void> => {
  fireEvent.click(await screen.findByRole("tab", { name: "Lint" }));
};
const findings = (): Promise<HTMLElement> =>
  screen.findByRole("region", { name: "List of findings" }, { timeout: 5_000 });

describe("the Lint tab", () => {
  it("says what is wrong and where, and leads to the tool", async () => {
    await show("broken", [GOOD, BROKEN]);
    await openLint();
    const list = await findings();
    expect(within(list).getByRole("heading", { name: /names something that is no property/ })).toBeDefined();
    const finding = within(list).getByRole("button", { name: /get_order.*missing is required/ });
    fireEvent.click(finding);
    await waitFor(() => expect(screen.getByRole("tab", { name: "Tools" }).getAttribute("aria-selected")).toBe("true"));
    expect(await screen.findByRole("region", { name: "Tool get_order" })).toBeDefined();
  });

  it("says so where nothing is wrong", async () => {
    await show("good", [GOOD]);
    await openLint();
    expect(await screen.findByText(/Nothing found|No errors and no warnings/, {}, { timeout: 5_000 })).toBeDefined();
  });

  it("silences a finding only with a reason, and forgets it then", async () => {
    await show("silenced", [BROKEN]);
    await openLint();
    const list = await findings();
    fireEvent.click(within(list).getByRole("button", { name: "What to do about T108, get_order" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: /Silence/ }));
    const dialog = await screen.findByRole("dialog", { name: "Silence T108" });
    const silence = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Silence" });
    expect(silence.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText("Reason"), { target: { value: "The gateway adds it." } });
    fireEvent.click(silence);
    await waitFor(() => expect(screen.queryByRole("button", { name: /missing is required/ })).toBeNull());
    expect(await console?.ask("suppressions.list", {})).toMatchObject([
      { ruleId: "T108", reason: "The gateway adds it." },
    ]);
  });
});

describe("what was silenced", () => {
  const silence = async (scope: string | RegExp, reason: string): Promise<void> => {
    fireEvent.click(
      within(await findings()).getAllByRole("button", { name: /^What to do about T108/ })[0] ?? document.body,
    );
    fireEvent.click(await screen.findByRole("menuitem", { name: /Silence/ }));
    const dialog = await screen.findByRole("dialog", { name: "Silence T108" });
    fireEvent.click(within(dialog).getByRole("radio", { name: scope }));
    fireEvent.change(within(dialog).getByLabelText("Reason"), { target: { value: reason } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Silence" }));
  };

  it("may be a rule on a whole server, and can be undone at once", async () => {
    await show("whole", [BROKEN, tool("other_order", { ...BROKEN, name: "other_order" })]);
    await openLint();
    await silence("The rule on this server", "The gateway adds them.");
    await waitFor(() => expect(screen.queryByRole("button", { name: /missing is required/ })).toBeNull());
    expect(await console?.ask("suppressions.list", {})).toMatchObject([{ ruleId: "T108", serverId: "whole" }]);
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findAllByRole("button", { name: /missing is required/ })).toHaveLength(2);
  });

  it("is listed with its reason, and taken back from there, with undo", async () => {
    await show("listed", [BROKEN]);
    await openLint();
    await silence("The rule on get_order", "Known since May.");
    fireEvent.click(await screen.findByRole("button", { name: "1 silenced" }));
    const dialog = await screen.findByRole("dialog", { name: "Silenced findings" });
    expect(dialog.textContent).toContain("Known since May.");
    fireEvent.click(within(dialog).getByRole("button", { name: "Remove the suppression of T108" }));
    await waitFor(async () => expect(await console?.ask("suppressions.list", {})).toEqual([]));
    expect(await screen.findByText("T108 is not silenced any more.")).toBeDefined();
  });

  it("and suppresses nothing any more is said, and removed with one press", async () => {
    console = await renderConsole({ tools: [BROKEN] }, async (fixture) => {
      await addDiscovered(fixture, "unused", "Shop", "https://unused.example/mcp");
      const kept = { id: "old", ruleId: "T301", reason: "Was there once.", serverId: "unused" };
      await fixture.ask("suppressions.save", kept);
      await fixture.ask("suppressions.save", { ...kept, id: "other", serverId: "elsewhere" });
    });
    await screen.findByRole("heading", { name: "Shop", level: 1 });
    await openLint();
    await findings();
    fireEvent.click(screen.getByRole("checkbox", { name: /hint/ }));
    const [remove, ...others] = await screen.findAllByRole("button", { name: "Remove the suppression" });
    expect(others).toEqual([]);
    fireEvent.click(remove ?? document.body);
    await waitFor(async () =>
      expect((await console?.ask("suppressions.list", {}))?.map(({ id }) => id)).toEqual(["other"]),
    );
  });

  it("counts the texts of a draft that is switched on", async () => {
    const bare = tool("find_order", { description: "", inputSchema: BROKEN["inputSchema"] as never });
    console = await renderConsole({ tools: [bare] }, async (fixture) => {
      await addDiscovered(fixture, "drafted", "Shop", "https://drafted.example/mcp");
      const description = "Finds one order by its number, with its lines. Use when a caller asks about an order.";
      const draft = { id: "d", serverId: "drafted", toolName: "find_order", entryHash: "", description };
      await fixture.ask("drafts.save", { ...draft, parameters: {}, enabled: true });
    });
    await screen.findByRole("heading", { name: "Shop", level: 1 });
    await openLint();
    const list = await findings();
    expect(within(list).queryByText("T201")).toBeNull();
    await console.ask("drafts.remove", { id: "d" });
    expect(await within(list).findByText("T201")).toBeDefined();
  });
});

describe("findings elsewhere", () => {
  it("are one quiet line under the tool, and counts in the status bar that lead to the tab", async () => {
    await show("counted", [BROKEN]);
    expect(await screen.findByText("1 finding", {}, { timeout: 5_000 })).toBeDefined();
    fireEvent.click(await screen.findByRole("button", { name: /lint: 1 error/ }, { timeout: 5_000 }));
    expect(await findings()).toBeDefined();
  });
});

describe("what changed since the last look", () => {
  const shop = (tools: readonly ReturnType<typeof tool>[]): Promise<RenderedConsole> =>
    renderConsole({ tools }, (fixture) => addDiscovered(fixture, "seen", "Shop", "https://seen.example/mcp"));
  const discoverAgain = async (tools: readonly ReturnType<typeof tool>[]): Promise<void> => {
    if (console !== undefined) console.gateway.server.tools = tools;
    await console?.ask("discovery.run", { runId: "again", serverId: "seen" });
    await screen.findByRole("button", { name: /lint: 1 error/ }, { timeout: 5_000 });
  };

  it("stands out on a list that was clean before, and is remembered by the console, not the window", async () => {
    console = await shop([GOOD]);
    await screen.findByRole("heading", { name: "Shop", level: 1 });
    await openLint();
    await screen.findByText(/Nothing found|No errors and no warnings/, {}, { timeout: 5_000 });
    await waitFor(async () =>
      expect(Object.keys((await console?.ask("preferences.get", {}))?.view ?? {})).toContain("lint.seen.seen"),
    );
    fireEvent.click(screen.getByRole("tab", { name: "Tools" }));
    await discoverAgain([GOOD, BROKEN]);
    await openLint();
    expect(await screen.findByRole("checkbox", { name: /^only the \d+ new$/ }, { timeout: 5_000 })).toBeDefined();
  });

  it("includes the names that earlier lists had", async () => {
    const description =
      "Returns one order with its lines. Use when a caller asks about an order. See find_invoice for its total.";
    const refers = tool("get_order", { ...GOOD, name: "get_order", title: "Get an order", description });
    console = await shop([GOOD, refers]);
    await screen.findByRole("heading", { name: "Shop", level: 1 });
    await discoverAgain([refers]);
    await openLint();
    expect(
      within(await findings()).getByRole("button", { name: /find_invoice.*which is no longer listed/ }),
    ).toBeDefined();
  });
});

it("the platform whose rules apply is chosen for the server, and kept", async () => {
  await show("platform", [BROKEN]);
  await openLint();
  await findings();
  const platform = screen.getByRole<HTMLSelectElement>("combobox", { name: "Platform" });
  expect(platform.value).toBe("insighto");
  const other = [...platform.options].map(({ value }) => value).find((value) => value !== "insighto") ?? "";
  fireEvent.change(platform, { target: { value: other } });
  await waitFor(() => expect(platform.value).toBe(other));
  await waitFor(async () =>
    expect((await console?.ask("preferences.get", {}))?.view["lint.profile.platform"]).toBe(other),
  );
});
