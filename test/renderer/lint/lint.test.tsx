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

describe("findings elsewhere", () => {
  it("are one quiet line under the tool, and counts in the status bar that lead to the tab", async () => {
    await show("counted", [BROKEN]);
    expect(await screen.findByText("1 finding", {}, { timeout: 5_000 })).toBeDefined();
    fireEvent.click(await screen.findByRole("button", { name: /lint: 1 error/ }, { timeout: 5_000 }));
    expect(await findings()).toBeDefined();
  });
});
