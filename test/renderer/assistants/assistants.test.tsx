import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole;
let count = 0;
beforeEach(() => {
  count += 1;
});
afterEach(() => endConsole(console));

const TOOLS = [
  tool("search_tickets", {
    description: "Full-text search over support tickets. Use when a caller describes a problem.",
    inputSchema: {
      type: "object",
      properties: { query: { type: "string", description: "Words of the problem." } },
      required: ["query"],
    },
  }),
  tool("get_plan", { description: "The plan of one account. Use when a caller asks what is booked." }),
];

async function show(prompt: string): Promise<void> {
  const serverId = `attached-${count}`;
  console = await renderConsole({ tools: TOOLS }, async (fixture) => {
    await addDiscovered(fixture, serverId, "Acme tools", "https://acme.example/mcp");
    await fixture.ask("assistants.save", {
      id: `voice-${count}`,
      name: "Support voice",
      prompt,
      serverIds: [serverId],
      profileId: "insighto",
      severities: {},
    });
  });
  fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
  await screen.findByRole("heading", { name: "Support voice", level: 1 }, { timeout: 5_000 });
}
const stored = async () => (await console.ask("assistants.list", {}))[0];
const editor = (): HTMLTextAreaElement =>
  screen.getByRole<HTMLTextAreaElement>("textbox", { name: "System prompt of Support voice" });

describe("an assistant", () => {
  it("is made with one press and starts on the only server there is", async () => {
    console = await renderConsole({ tools: TOOLS }, (fixture) =>
      addDiscovered(fixture, "only", "Acme tools", "https://acme.example/mcp"),
    );
    fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
    fireEvent.click(await screen.findByRole("button", { name: "Add an assistant" }, { timeout: 5_000 }));
    expect(await screen.findByRole("heading", { name: "New assistant", level: 1 })).toBeDefined();
    expect((await stored())?.serverIds).toEqual(["only"]);
  });

  it("is told of a tool that does not exist, and has the right name written for it", async () => {
    await show("When a caller describes a problem, use `search_ticket`.\n");
    const fix = await screen.findByRole("button", { name: /Write search_tickets/ }, { timeout: 5_000 });
    fireEvent.click(fix);
    await waitFor(() => expect(editor().value).toContain("`search_tickets`"));
    await waitFor(async () => expect((await stored())?.prompt).toContain("`search_tickets`"), { timeout: 3_000 });
    expect(screen.queryByRole("button", { name: /Write search_tickets/ })).toBeNull();
  });

  it("has a sentence about a tool that is gone taken out with one press", async () => {
    await show("When a caller asks what is booked, use `get_plan`.\nWhen done, use `close_ticket`.\n");
    console.gateway.server.tools = [...TOOLS, tool("close_ticket")];
    await console.ask("discovery.run", { runId: `with-${count}`, serverId: `attached-${count}` });
    console.gateway.server.tools = TOOLS;
    await console.ask("discovery.run", { runId: `without-${count}`, serverId: `attached-${count}` });
    const remove = await screen.findByRole("button", { name: /Remove the sentence that names it/ }, { timeout: 5_000 });
    expect(await screen.findByText(/is no longer listed/)).toBeDefined();
    fireEvent.click(remove);
    await waitFor(() => expect(editor().value).toBe("When a caller asks what is booked, use `get_plan`.\n"));
  });

  it("is told which server has the tool that it lacks", async () => {
    await show("When a truck is late, use `open_dispatch`.\n");
    console.gateway.server.tools = [tool("open_dispatch")];
    await addDiscovered(console, `other-${count}`, "Logistics", "https://trucks.example/mcp");
    expect(await screen.findByText(/it is on Logistics, which is not attached/, {}, { timeout: 5_000 })).toBeDefined();
  });

  it("is checked as one types, and keeps what was typed", async () => {
    await show("");
    await screen.findByRole("region", { name: "Findings and triggers" });
    fireEvent.change(editor(), { target: { value: "If a caller asks, use `get_plam`.\n" } });
    expect(await screen.findByRole("button", { name: /get_plam/ }, { timeout: 5_000 })).toBeDefined();
    await waitFor(async () => expect((await stored())?.prompt).toContain("get_plam"), { timeout: 3_000 });
  });

  it("takes over a prompt that was changed elsewhere", async () => {
    await show("Be kind.\n");
    const known = await stored();
    if (known === undefined) throw new Error("the assistant is stored");
    const { createdAt: _created, changedAt: _changed, ...rest } = known;
    await console.ask("assistants.save", { ...rest, prompt: "Be brief.\n" });
    await waitFor(() => expect(editor().value).toBe("Be brief.\n"));
  });

  it("has a rule made quieter for itself alone", async () => {
    await show("When a caller describes a problem, use `search_ticket`.\n");
    // Offered as soon as the tools of the server are known.
    await screen.findByRole("button", { name: /Write search_tickets/ }, { timeout: 5_000 });
    fireEvent.click(screen.getByRole("button", { name: "What to do about P001, the prompt" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Make it a hint" }));
    await waitFor(async () => expect((await stored())?.severities).toEqual({ P001: "hint" }));
    await waitFor(() => {
      const finding = screen.getByRole("button", { name: /search_ticket is no discovered tool/ });
      const row = finding.closest<HTMLElement>("[data-severity]");
      expect(row === null ? "none" : within(row).getByRole("img", { name: "hint" })).toBeInstanceOf(Element);
    });
  });

  it("shows for each tool when the prompt says to use it, and inserts what is missing", async () => {
    await show("When a caller describes a problem, use `search_tickets`.\n");
    fireEvent.click(await screen.findByRole("radio", { name: "Triggers" }));
    const view = await screen.findByRole("region", { name: "Triggers by tool" });
    expect(view.textContent).toContain("When a caller describes a problem");
    fireEvent.click(within(view).getByRole("button", { name: "Insert a trigger for get_plan" }));
    await waitFor(() => expect(editor().value).toContain("`get_plan`"));
    await waitFor(() => expect(screen.queryByText("never named")).toBeNull());
  });

  it("says which suppression suppresses nothing, and takes it back", async () => {
    await show("Be kind.\n");
    await console.ask("suppressions.save", {
      id: `unused-${count}`,
      ruleId: "P001",
      reason: "It was a name of ours.",
      assistantId: `voice-${count}`,
    });
    expect(await screen.findByText(/suppresses nothing/)).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Remove the suppression" }));
    await waitFor(async () => expect(await console.ask("suppressions.list", {})).toEqual([]));
  });

  it("keeps its platform, its model and whether it asks, also when its prompt is typed and when it is copied", async () => {
    await show("Be kind.\n");
    await console.ask("models.save", { id: "mine", name: "My model", provider: "openai", model: "some", key: "k" });
    fireEvent.change(await screen.findByRole("combobox", { name: "Assistant platform" }), {
      target: { value: "claude" },
    });
    await screen.findByRole("option", { name: "My model" });
    fireEvent.change(screen.getByRole("combobox", { name: "Model" }), { target: { value: "mine" } });
    await waitFor(async () => expect(await stored()).toMatchObject({ profileId: "claude", modelId: "mine" }));
    fireEvent.click(screen.getByRole("button", { name: "Actions of Support voice" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: /Do not ask before calls/ }));
    await waitFor(async () => expect(await stored()).toMatchObject({ confirmCalls: false }));
    fireEvent.change(editor(), { target: { value: "Be brief.\n" } });
    await waitFor(async () => expect((await stored())?.prompt).toBe("Be brief.\n"), { timeout: 3_000 });
    const kept = { profileId: "claude", modelId: "mine", confirmCalls: false };
    expect(await stored()).toMatchObject(kept);
    fireEvent.click(screen.getByRole("button", { name: "Actions of Support voice" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
    await waitFor(async () => {
      const [, copy] = await console.ask("assistants.list", {});
      expect(copy).toMatchObject({ name: "Support voice copy", ...kept });
    });
  });

  it("is removed with a way back", async () => {
    await show("Be kind.\n");
    fireEvent.click(screen.getByRole("button", { name: "Actions of Support voice" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Remove" }));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("heading", { name: "Support voice", level: 1 })).toBeDefined();
  });
});
