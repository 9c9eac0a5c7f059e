import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import type { CoreFixture } from "../../support/core-fixture.ts";
import { cancelledError, tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const search = (name: string, required: readonly string[] = ["query"]): JsonObject =>
  tool(name, {
    description: "Full-text search over support tickets. Use when a caller describes a problem.",
    inputSchema: {
      type: "object",
      properties: { query: { type: "string" }, status: { type: "string" } },
      required,
    },
  });
const BEFORE = [search("search_tickets"), tool("close_ticket"), tool("get_plan")];
const WEATHER = tool("weather_forecast", {
  description: "Tomorrow's weather in a city.",
  inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
});
const AFTER = [search("search_tickets", ["query", "status"]), tool("get_plan")];

/** Discovers a server with each list in turn. */
async function history(fixture: CoreFixture, id: string, lists: readonly (readonly JsonObject[])[]): Promise<void> {
  const [first = [], ...later] = lists;
  fixture.gateway.server.tools = first;
  await addDiscovered(fixture, id, `Server ${id}`, `https://${id}.example/mcp`);
  for (const [index, tools] of later.entries()) {
    fixture.gateway.server.tools = tools;
    fixture.clock.forward(60_000);
    await fixture.ask("discovery.run", { runId: `${id}-${index + 2}`, serverId: id });
  }
}
const openDrift = async (): Promise<void> => {
  fireEvent.click(await screen.findByRole("tab", { name: /^Drift/ }));
  await screen.findByRole("region", { name: "Drift" }, { timeout: 5_000 });
};
const assistant = (serverId: string, prompt: string) => ({
  id: `assistant-of-${serverId}`,
  name: "Support voice",
  prompt,
  serverIds: [serverId],
  profileId: "insighto",
  severities: {},
});

describe("the Drift tab", () => {
  it("shows what changed last, the worst first, with the reason and the call that breaks", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "changed", [BEFORE, BEFORE, AFTER]));
    await openDrift();
    const rows = await screen.findAllByRole("option", { name: /breaking/ });
    expect(rows.map((row) => row.textContent).join(" ")).toContain("close_ticket");
    expect(screen.getByText("1 tool removed, 1 changed")).toBeDefined();
    fireEvent.click(screen.getByRole("option", { name: /search_tickets/ }));
    const changes = await screen.findByRole("list", { name: "Changes of search_tickets" });
    expect(changes.textContent).toContain("Calls that left it out fail");
    expect(changes.textContent).toContain("was valid before and is not now");
  });

  it("filters by level and by who is affected", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "filtered", [BEFORE, [...AFTER, WEATHER]]));
    await openDrift();
    await screen.findByRole("option", { name: /weather_forecast/ });
    fireEvent.click(screen.getByRole("checkbox", { name: /^harmless/ }));
    await waitFor(() => expect(screen.queryByRole("option", { name: /close_ticket/ })).toBeNull());
    expect(screen.getByRole("option", { name: /weather_forecast/ })).toBeDefined();
  });

  it("folds noise into one line that says what it holds", async () => {
    const noisy = BEFORE.map((one) => Object.assign({ execution: { taskSupport: "optional" } }, one));
    console = await renderConsole({}, (fixture) => history(fixture, "noisy", [BEFORE, noisy]));
    await openDrift();
    expect(await screen.findByText("Nothing changed that anybody would notice.")).toBeDefined();
    expect((await screen.findByText(/execution/)).textContent).toContain("execution");
  });

  it("says what to do where there is one list only, and compares it with a file", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "once", [BEFORE]));
    await openDrift();
    expect(await screen.findByText("There is one snapshot so far.")).toBeDefined();
    const file = new File([JSON.stringify({ tools: AFTER })], "last-week.json", { type: "application/json" });
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    if (input === null) throw new Error("there is a file field");
    fireEvent.change(input, { target: { files: [file] } });
    expect(await screen.findByText("last-week.json")).toBeDefined();
    expect(await screen.findByRole("option", { name: /close_ticket/ })).toBeDefined();
  });

  it("tells a server that keeps changing its mind", async () => {
    console = await renderConsole({}, (fixture) =>
      history(fixture, "flapping", [BEFORE, AFTER, BEFORE, AFTER, BEFORE]),
    );
    await openDrift();
    expect((await screen.findByText(/keeps changing its mind/)).textContent).toContain("2 lists took turns 3 times");
  });

  it("rewrites the prompts that name a renamed tool, and takes it back", async () => {
    const prompt = "When a caller describes a problem, use `search_tickets`.";
    console = await renderConsole({}, async (fixture) => {
      await history(fixture, "renamed", [BEFORE, [search("find_tickets"), ...BEFORE.slice(1)]]);
      await fixture.ask("assistants.save", assistant("renamed", prompt));
    });
    const read = async (): Promise<string | undefined> =>
      (await (console as RenderedConsole).ask("assistants.list", {}))[0]?.prompt;
    await openDrift();
    fireEvent.click(await screen.findByRole("button", { name: "Rewrite the prompt of Support voice" }));
    await waitFor(async () => expect(await read()).toBe("When a caller describes a problem, use `find_tickets`."));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(async () => expect(await read()).toBe(prompt));
  });
});

describe("news of changes", () => {
  it("says that a watched server changed, counts it on the tab, and leads there", async () => {
    console = await renderConsole({}, async (fixture) => {
      await history(fixture, "watched", [BEFORE]);
      await fixture.ask("watch.set", { serverId: "watched", everyMs: 3_600_000 });
    });
    await screen.findByRole("heading", { name: "Server watched", level: 1 });
    console.gateway.server.tools = AFTER;
    await act(async () => {
      await console?.ask("discovery.run", { runId: "watched-again", serverId: "watched" });
    });
    expect(await screen.findByText("Server watched changed: breaking")).toBeDefined();
    expect(screen.getByRole("tab", { name: "Drift ·1" })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Show drift" }));
    expect(await screen.findByRole("region", { name: "Drift" }, { timeout: 5_000 })).toBeDefined();
    await waitFor(() => expect(screen.getByRole("tab", { name: "Drift" })).toBeDefined());
  });
});

describe("a change in full", () => {
  it("shows the call that breaks once", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "shown", [BEFORE, AFTER]));
    await openDrift();
    fireEvent.click(await screen.findByRole("option", { name: /search_tickets/ }, { timeout: 5_000 }));
    const detail = await screen.findByRole("list", { name: "Changes of search_tickets" });
    expect(within(detail).getByText(/was valid before and is not now/)).toBeDefined();
    expect(detail.textContent).toContain("Calls that left it out fail.");
    expect(detail.textContent).not.toContain("For instance");
  });
});

describe("a file that is none", () => {
  it("says so, does not offer to read it again, and leads back", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "filed", [BEFORE, AFTER]));
    await openDrift();
    const picker = document.querySelector<HTMLInputElement>("input[type=file][accept*=json]");
    const file = new File(["no JSON"], "notes.txt", { type: "application/json" });
    fireEvent.change(picker as HTMLInputElement, { target: { files: [file] } });
    const alert = (await screen.findByText("The file is not JSON.", {}, { timeout: 5_000 })).closest("[role=alert]");
    expect(within(alert as HTMLElement).queryByRole("button", { name: "Try again" })).toBeNull();
    fireEvent.click(within(alert as HTMLElement).getByRole("button", { name: "Back to the last change" }));
    expect(await screen.findByRole("listbox", { name: "Changed tools" }, { timeout: 5_000 })).toBeDefined();
  });
});

describe("what was looked at before", () => {
  it("takes up a change that came while another tab was open", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "left", [BEFORE]));
    await openDrift();
    fireEvent.click(await screen.findByRole("tab", { name: "Tools" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Drift" })).toBeNull());
    console.gateway.server.tools = AFTER;
    await act(async () => {
      await console?.ask("discovery.run", { runId: "left-again", serverId: "left" });
    });
    fireEvent.click(await screen.findByRole("tab", { name: "Drift ·1" }));
    expect((await screen.findAllByText(/by level|changed|added|removed/)).length).toBeGreaterThan(0);
    expect(await screen.findByRole("listbox", { name: "Changed tools" }, { timeout: 5_000 })).toBeDefined();
  });

  it("measures anew where another baseline is pinned", async () => {
    console = await renderConsole({}, async (fixture) => {
      await history(fixture, "pinned", [BEFORE, AFTER]);
      const [, first] = await fixture.ask("discovery.runs", { serverId: "pinned", limit: 2 });
      await fixture.ask("baselines.set", { serverId: "pinned", snapshotId: first?.id ?? null });
    });
    await openDrift();
    expect(await screen.findByRole("listbox", { name: "Changed tools" }, { timeout: 5_000 })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Accept as baseline" }));
    expect(await screen.findByText("Nothing changed between these two.", {}, { timeout: 5_000 })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Unpin baseline" }));
    expect(await screen.findByRole("listbox", { name: "Changed tools" }, { timeout: 5_000 })).toBeDefined();
  });
});

describe("tools by server", () => {
  it("shows what is missing and what differs, and opens the difference", async () => {
    console = await renderConsole({}, async (fixture) => {
      await history(fixture, "dental", [BEFORE]);
      await history(fixture, "plumbing", [AFTER]);
    });
    await openDrift();
    fireEvent.click(screen.getByRole("button", { name: "Compare with" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: /Several servers/ }));
    const dialog = await screen.findByRole("dialog", { name: "Tools by server" }, { timeout: 5_000 });
    fireEvent.click(within(dialog).getByRole("combobox", { name: "Servers to compare" }));
    fireEvent.click(await screen.findByRole("option", { name: "Server plumbing" }));
    const table = await within(dialog).findByRole("listbox", { name: "Tools by server" });
    await waitFor(() => expect(within(table).getByRole("option", { name: /close_ticket/ })).toBeDefined());
    const row = within(table).getByRole("option", { name: /close_ticket/ });
    expect(within(row).getByRole("img", { name: "missing on Server plumbing" })).toBeDefined();
    expect(within(table).queryByRole("option", { name: /get_plan/ })).toBeNull();
    fireEvent.click(within(dialog).getByRole("button", { name: /Server dental → Server plumbing/ }));
    expect(await screen.findByRole("heading", { name: "Server plumbing", level: 1 })).toBeDefined();
    expect(await screen.findByRole("option", { name: /close_ticket/ })).toBeDefined();
  });
});

describe("another URL", () => {
  const ask = async (url: string): Promise<void> => {
    fireEvent.click(screen.getByRole("button", { name: "Compare with" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Another URL…" }));
    const dialog = await screen.findByRole("dialog", { name: "Compare with another URL" });
    fireEvent.change(within(dialog).getByRole("textbox", { name: "URL" }), { target: { value: url } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Compare" }));
  };

  it("is discovered for the comparison, without its secret ever being shown", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "mine", [AFTER]));
    await openDrift();
    console.gateway.server.tools = BEFORE;
    await ask("https://old.example.com/mcp?token=hush-hush-secret");
    expect(await screen.findByRole("option", { name: /close_ticket/ })).toBeDefined();
    expect(screen.getByText(/old\.example\.com/)).toBeDefined();
    expect(document.body.textContent).not.toContain("hush-hush");
    expect(await console.ask("servers.list", {})).toHaveLength(1);
  });

  it("can be cancelled while it is discovered; what was compared before comes back", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "kept", [BEFORE, AFTER]));
    await openDrift();
    await screen.findByRole("option", { name: /close_ticket/ });
    console.gateway.server.hold = new Promise(() => undefined);
    await ask("https://slow.example.com/mcp");
    expect(await screen.findByText("Discovering https://slow.example.com/mcp")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByRole("option", { name: /close_ticket/ })).toBeDefined();
    expect(screen.queryByText(/slow\.example\.com/)).toBeNull();
  });

  it("that cannot be reached says why, and can be tried again", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "again", [AFTER]));
    await openDrift();
    console.gateway.server.failure = { ...cancelledError, kind: "unreachable", said: "Nobody answers there." };
    await ask("https://gone.example.com/mcp");
    expect(await screen.findByText("Nobody answers there.")).toBeDefined();
    delete console.gateway.server.failure;
    console.gateway.server.tools = BEFORE;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("option", { name: /close_ticket/ })).toBeDefined();
  });
});

describe("what else a comparison touches", () => {
  it("shows the server itself as a row of its own, word by word", async () => {
    console = await renderConsole({}, (fixture) => history(fixture, "self", [BEFORE]));
    await openDrift();
    const text = JSON.stringify({ server: { instructions: "Be kind." }, tools: BEFORE });
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    if (input === null) throw new Error("there is a file field");
    fireEvent.change(input, { target: { files: [new File([text], "old.json")] } });
    expect(await screen.findByRole("option", { name: /The server itself/ })).toBeDefined();
    expect(screen.getByText("No tool changed; what the server says of itself did.")).toBeDefined();
    const changes = await screen.findByRole("list", { name: "Changes of The server itself" });
    expect(changes.querySelector("del")?.textContent).toContain("Be kind.");
  });
});
