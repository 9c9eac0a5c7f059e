import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tool } from "../../support/fake-gateway.ts";
import { wordModel } from "../../support/word-model.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole;
let count = 0;
beforeEach(() => {
  count += 1;
});
afterEach(() => endConsole(console));

const SEARCH = tool("search_tickets", {
  description: "Finds things.",
  inputSchema: { type: "object", properties: { query: { type: "string", description: "Words." } } },
});
const TOOLS = [tool("get_plan", { description: "The plan of one account." }), SEARCH];
const serverId = (): string => `drafted-${count}`;

async function show(name = "search_tickets"): Promise<void> {
  console = await renderConsole(
    { tools: TOOLS },
    (fixture) => addDiscovered(fixture, serverId(), "Acme tools", "https://acme.example/mcp"),
    { simulated: wordModel },
  );
  fireEvent.click(await screen.findByRole("option", { name: new RegExp(name) }));
  fireEvent.click(await screen.findByRole("tab", { name: /Draft/ }));
  await description();
}
const description = (): Promise<HTMLTextAreaElement> =>
  screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Description" }, { timeout: 5_000 });
const write = async (text: string): Promise<void> => {
  fireEvent.change(await description(), { target: { value: text } });
};
const stored = () => console.ask("drafts.list", {});

describe("a draft", () => {
  it("starts with the server's texts, is marked in the list, and is kept as one types", async () => {
    await show();
    expect((await description()).value).toBe("Finds things.");
    expect(screen.getByText("Nothing is changed")).toBeDefined();
    await write("Finds support tickets.");
    await waitFor(() =>
      expect(within(screen.getByRole("option", { name: /search_tickets/ })).getByText("draft")).toBeDefined(),
    );
    const difference = screen.getByRole("region", { name: "What the draft changes: Description" });
    expect(within(difference).getByText(/support tickets/).tagName).toBe("INS");
    await waitFor(async () =>
      expect(await stored()).toMatchObject([
        { serverId: serverId(), toolName: "search_tickets", description: "Finds support tickets.", enabled: true },
      ]),
    );
    await screen.findByText("Saved here; the server is not touched");
  });

  it("changes a parameter's text, by its place in the schema", async () => {
    await show();
    fireEvent.change(screen.getByRole("textbox", { name: "query" }), { target: { value: "What to look for." } });
    await waitFor(async () =>
      expect((await stored())[0]?.parameters).toEqual({ "/properties/query": "What to look for." }),
    );
  });

  it("shows where the tool comes for an utterance, before and after, as one types", async () => {
    await show();
    fireEvent.change(screen.getByRole("combobox", { name: "When someone says" }), {
      target: { value: "the plan of my account" },
    });
    expect(await screen.findByText("stays 2nd.", { exact: false })).toBeDefined();
    await write("Looks for the plan of an account, my account.");
    expect(await screen.findByText("moves from 2nd to 1st.", { exact: false })).toBeDefined();
    const lists = within(screen.getByRole("region", { name: "Ranking before and after" })).getAllByRole("list");
    expect(lists[0]?.textContent).toMatch(/get_plan.*search_tickets/);
    expect(lists[1]?.textContent).toMatch(/search_tickets.*get_plan/);
  });

  it("is gone once nothing differs any more", async () => {
    await show();
    await write("Else.");
    await waitFor(async () => expect(await stored()).toHaveLength(1));
    await write("Finds things.");
    await waitFor(async () => expect(await stored()).toEqual([]));
  });

  it("stays in sight when the server lists its tool no more, and can be copied, put away and brought back", async () => {
    await show();
    await write("Finds support tickets.");
    await screen.findByText("Saved here; the server is not touched");
    console.gateway.server.tools = TOOLS.slice(0, 1);
    await console.ask("discovery.run", { runId: `gone-${count}`, serverId: serverId() });
    const note = await screen.findByText(/no longer lists/, {}, { timeout: 5_000 });
    expect(note.textContent).toContain("search_tickets");
    expect(screen.getByRole("button", { name: "Copy the draft of search_tickets" })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Put it away" }));
    await waitFor(async () => expect(await stored()).toEqual([]), { timeout: 3_000 });
    expect(screen.queryByText(/no longer lists/)).toBeNull();
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await screen.findByText(/no longer lists/);
    await waitFor(async () => expect(await stored()).toMatchObject([{ description: "Finds support tickets." }]));
  });

  it("is put away and brought back", async () => {
    await show();
    await write("Else.");
    await waitFor(async () => expect(await stored()).toHaveLength(1));
    fireEvent.click(screen.getByRole("button", { name: "Put away" }));
    expect((await description()).value).toBe("Finds things.");
    await waitFor(async () => expect(await stored()).toEqual([]));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(async () => expect((await stored())[0]?.description).toBe("Else."));
    expect((await description()).value).toBe("Else.");
  });

  it("is switched off without losing its text", async () => {
    await show();
    await write("Else.");
    fireEvent.click(screen.getByRole("switch", { name: "Use this draft" }));
    await waitFor(async () => expect(await stored()).toMatchObject([{ enabled: false, description: "Else." }]));
    expect((await description()).value).toBe("Else.");
  });

  it("is saved when one goes elsewhere before typing has paused", async () => {
    await show();
    await write("Else.");
    fireEvent.click(screen.getByRole("option", { name: /get_plan/ }));
    await waitFor(async () => expect((await stored())[0]?.description).toBe("Else."));
  });

  it("outlives a lost connection: what was typed meanwhile is saved with the next one", async () => {
    await show();
    console.cut();
    await screen.findByRole("button", { name: "Reconnect" });
    await write("Typed while nobody heard.");
    await waitFor(() => expect(screen.getByText("Saving")).toBeDefined());
    fireEvent.click(screen.getByRole("button", { name: "Reconnect" }));
    await waitFor(async () => expect((await stored())[0]?.description).toBe("Typed while nobody heard."), {
      timeout: 3_000,
    });
  });

  it("says that the server's text changed since, and what no longer has a place", async () => {
    await show();
    await write("Else.");
    fireEvent.change(screen.getByRole("textbox", { name: "query" }), { target: { value: "What to look for." } });
    await waitFor(async () => expect((await stored())[0]?.parameters).not.toEqual({}));
    console.gateway.server.tools = [tool("search_tickets", { description: "Finds all.", inputSchema: {} })];
    fireEvent.click(screen.getByRole("button", { name: "Discover again" }));
    expect(await screen.findByText(/text of this tool changed since/)).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Put it away" }));
    await waitFor(async () => expect((await stored())[0]?.parameters).toEqual({}));
    fireEvent.click(screen.getByRole("button", { name: "The draft still fits" }));
    await waitFor(() => expect(screen.queryByText(/text of this tool changed since/)).toBeNull());
    expect((await stored())[0]?.description).toBe("Else.");
  });
});
