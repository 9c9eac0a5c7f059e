import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { ok } from "#shared/base/result.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeSamples } from "../../support/core-fixture.ts";
import { startHttp } from "../../shells/cli/test-server.ts";
import { tool } from "../../support/fake-gateway.ts";
import { endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

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
      properties: { ticket_id: { type: "string", description: "The id of the ticket, e.g. T-4711." } },
      required: ["ticket_id"],
    },
    annotations: { readOnlyHint: true },
  }),
  tool("provision_seat", {
    description: "Adds a seat to an account for an e-mail address.",
    inputSchema: {
      type: "object",
      properties: { email: { type: "string", format: "email", description: "Where the invitation goes." } },
      required: ["email"],
    },
  }),
];
const LONG = { timeout: 10_000 };

/** The window with one assistant on one server, on its Conversation tab. */
async function show(more: { readonly dropped?: boolean } = {}): Promise<void> {
  const id = `talk-${count}`;
  console = await renderConsole(
    {
      tools: TOOLS,
      outcome: { kind: "completed", result: { content: [{ type: "text", text: "It is done." }] } },
      ...(more.dropped === true
        ? {
            failure: {
              kind: "unreachable" as const,
              code: "E_TLS_EXPIRED",
              phase: "tls" as const,
              said: "The certificate expired on 3 November.",
              evidence: "",
              retriable: false,
              next: "Renew it.",
            },
          }
        : {}),
    },
    async ({ ask }) => {
      await ask("servers.add", { id, name: "Acme tools", url: "https://acme.example/mcp" });
      await ask("assistants.save", {
        id: `voice-${count}`,
        name: "Support voice",
        prompt: "When a caller asks for a ticket, use `search_tickets`. When asked for a seat, use `provision_seat`.",
        serverIds: [id],
        profileId: "insighto",
        severities: {},
      });
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
  fireEvent.click(await screen.findByRole("tab", { name: "Conversation" }, LONG));
}
async function start(): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "Start a conversation" }, LONG));
  await screen.findByRole("textbox", { name: "Say something" }, LONG);
}
async function sayIt(text: string): Promise<void> {
  const input = screen.getByRole("textbox", { name: "Say something" });
  fireEvent.change(input, { target: { value: text } });
  fireEvent.keyDown(input, { key: "Enter" });
  await screen.findAllByText(text);
}
const transcript = (): HTMLElement => screen.getByRole("region", { name: "Transcript" });
const inspector = (): HTMLElement => screen.getByRole("region", { name: "Inspector" });

describe("a conversation", () => {
  it("begins with what was registered, asks for permission, calls and replies", async () => {
    await show();
    await start();
    expect(screen.getByRole("region", { name: "Start of the conversation" }).textContent).toContain("2 tools");
    await sayIt("Please add a seat for kim@northwind.example");
    const card = await screen.findByRole("group", { name: "Permission to call provision_seat" }, LONG);
    expect(card.textContent).toContain("kim@northwind.example");
    await waitFor(() => expect(document.activeElement).toBe(card));
    fireEvent.keyDown(card, { key: "a" });
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
    // The card is gone; one goes on typing.
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Say something" }));
    expect(transcript().textContent).toContain("provision_seat answered");
    expect(console.gateway.heard.filter(({ what }) => what === "call")).toHaveLength(1);
    // Its words are shown where they came from.
    fireEvent.click(within(transcript()).getByRole("button", { name: /Decided to call/ }));
    await waitFor(() => expect(inspector().querySelector("mark")?.textContent).toContain("kim@northwind.example"));
    fireEvent.click(within(transcript()).getByRole("button", { name: /Considered 2 tools/ }));
    expect(await within(inspector()).findByText("the prompt says to use it")).toBeDefined();
    // The way to its draft takes the words along.
    fireEvent.click(within(inspector()).getByRole("button", { name: "Draft this tool’s text" }));
    expect(await screen.findByRole("tab", { name: "Draft", selected: true }, LONG)).toBeDefined();
    expect((await console.ask("preferences.get", {})).view[`draft-said:talk-${count}`]).toContain("kim@");
  });

  it("asks back for what is missing, and takes the answer", async () => {
    await show();
    await start();
    await sayIt("Can you look up a ticket?");
    await within(transcript()).findByRole("button", { name: /Decided to ask/ }, LONG);
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
    await sayIt("it's T-4711");
    await within(transcript()).findByRole("button", { name: /search_tickets answered/ }, LONG);
    const call = console.gateway.heard.find(({ what }) => what === "call");
    expect(call?.request?.argumentsValue).toEqual({ ticket_id: "T-4711" });
  });

  it("asks for several calls one after the other, with the keyboard alone", async () => {
    const id = `m-${count}`;
    const seat = (email: string) => ({ id: email, name: "provision_seat", argumentsText: JSON.stringify({ email }) });
    const script = [{ calls: [seat("kim@x.example"), seat("lee@x.example")] }, { text: "Both are asked for." }];
    console = await renderConsole(
      { tools: TOOLS, outcome: { kind: "completed", result: { content: [] } } },
      async ({ ask }) => {
        await ask("models.save", { id, name: "My model", provider: "openai", model: "some-model", key: "k" });
        await ask("servers.add", { id: `s-${count}`, name: "Acme tools", url: "https://acme.example/mcp" });
        const assistant = { id: `voice-${count}`, name: "Support voice", prompt: "", modelId: id, severities: {} };
        await ask("assistants.save", { ...assistant, serverIds: [`s-${count}`], profileId: "insighto" });
      },
      { models: { answer: async () => ok({ text: "", calls: [], finish: "done", ms: 1, ...script.shift() }) } },
    );
    fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
    fireEvent.click(await screen.findByRole("tab", { name: "Conversation" }, LONG));
    await start();
    await sayIt("Seats for Kim and Lee");
    const cards = () => screen.getAllByRole("group", { name: /^Permission/ });
    await waitFor(() => expect(cards()).toHaveLength(2), LONG);
    expect(document.activeElement).toBe(cards()[0]);
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "a" });
    await within(transcript()).findByRole("button", { name: /provision_seat \(kim@x.example\) answered/ }, LONG);
    await waitFor(() => expect(document.activeElement).toBe(cards()[0]), LONG);
    expect(cards()).toHaveLength(1);
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "r" });
    await within(transcript()).findByText("Both are asked for.", undefined, LONG);
    expect(transcript().textContent).toContain("Was refused to call provision_seat (lee@x.example)");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Say something" }));
  });

  it("does not call what is refused", async () => {
    await show();
    await start();
    await sayIt("Please add a seat for kim@northwind.example");
    const card = await screen.findByRole("group", { name: /^Permission/ }, LONG);
    fireEvent.click(within(card).getByRole("button", { name: /Refuse/ }));
    await within(transcript()).findByRole("button", { name: /Was refused/ }, LONG);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Stop the turn" })).toBeNull());
    expect(console.gateway.heard.some(({ what }) => what === "call")).toBe(false);
  });

  it("is stopped with Esc, and goes on with the next turn", async () => {
    await show();
    await start();
    console.gateway.server.hold = new Promise(() => undefined);
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByRole("button", { name: /is being called/ }, LONG);
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Say something" }), { key: "Escape" });
    await within(transcript()).findByRole("button", { name: /was stopped/ }, LONG);
    delete console.gateway.server.hold;
    // The core ends the stopped turn a moment after the window shows it stopped; until then nothing new is said.
    await screen.findByRole("button", { name: "Say it" }, LONG);
    await sayIt("Find ticket T-4712");
    expect(await within(transcript()).findByRole("button", { name: /search_tickets answered/ }, LONG)).toBeDefined();
  });

  it("says in red which server the platform would have dropped, and goes on without it", async () => {
    await show({ dropped: true });
    await start();
    const card = screen.getByRole("region", { name: "Start of the conversation" });
    expect(card.textContent).toContain("Insighto drops it without a word: The certificate expired on 3 November.");
    expect(within(card).getByRole("button", { name: "Diagnose Acme tools" })).toBeDefined();
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
  });

  it("gives back what was typed where it could not be said, and says why in place", async () => {
    await show();
    await start();
    const [row] = await console.ask("conversations.list", {});
    await console.ask("conversations.remove", { id: row?.id ?? "" });
    await sayIt("Find ticket T-4711");
    expect(await screen.findByText(/There is no conversation/, undefined, LONG)).toBeDefined();
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Say something" }).value).toBe(
      "Find ticket T-4711",
    );
    expect(screen.queryByRole("region", { name: "Transcript" })).toBeNull();
  });

  it("is kept, opened again, removed, and brought back", async () => {
    await show();
    await start();
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
    fireEvent.click(screen.getByRole("button", { name: "New conversation" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Transcript" })).toBeNull(), LONG);
    fireEvent.click(await screen.findByRole("button", { name: "Earlier" }));
    const list = await screen.findByRole("list", { name: "Earlier conversations" });
    fireEvent.click(within(list).getByRole("button", { name: /^Find ticket T-4711/ }));
    expect(await screen.findByRole("region", { name: "Transcript" }, LONG)).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Earlier" }));
    fireEvent.click(await screen.findByRole("button", { name: "Remove: Find ticket T-4711" }));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }, LONG));
    await waitFor(async () => expect(await console.ask("conversations.list", {})).toHaveLength(2), LONG);
  });

  it("stands in its place again after a restart, and goes on; one that was put away does not", async () => {
    const [id, assistantId, conversationId] = [`desk-${count}`, `voice-${count}`, `kept-${count}`];
    console = await renderConsole({ tools: TOOLS }, async ({ ask }) => {
      await ask("servers.add", { id, name: "Acme tools", url: "https://acme.example/mcp" });
      const assistant = { id: assistantId, name: "Support voice", prompt: "", serverIds: [id], profileId: "insighto" };
      await ask("assistants.save", { ...assistant, severities: {} });
      await ask("conversations.start", { conversationId, assistantId });
      await ask("conversations.say", { conversationId, turnId: `${count}-1`, text: "Find ticket T-4711" });
      await ask("preferences.set", { view: { [`conversation.open:${assistantId}`]: conversationId } });
    });
    fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
    fireEvent.click(await screen.findByRole("tab", { name: "Conversation" }, LONG));
    await screen.findByRole("region", { name: "Transcript" }, LONG);
    expect(transcript().textContent).toContain("search_tickets answered");
    await sayIt("Find ticket T-4712");
    await waitFor(
      () => expect(within(transcript()).getAllByRole("button", { name: /search_tickets answered/ })).toHaveLength(2),
      LONG,
    );
    fireEvent.click(screen.getByRole("button", { name: "Earlier" }));
    fireEvent.click(await screen.findByRole("button", { name: "Remove: Find ticket T-4711" }));
    expect(await screen.findByRole("button", { name: "Start a conversation" }, LONG)).toBeDefined();
    expect((await console.ask("preferences.get", {})).view[`conversation.open:${assistantId}`]).toBe("");
    // Undo puts it back where it was.
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }, LONG));
    expect(await screen.findByRole("region", { name: "Transcript" }, LONG)).toBeDefined();
  });

  it("shows the exchange of a custom HTTP tool, which is in Activity too", async () => {
    const weather = await startHttp((_request, response) => response.end("21 degrees"));
    console = await renderConsole({ tools: TOOLS }, async ({ ask }) => {
      const schema = { type: "object", properties: { city: { type: "string" } } };
      await ask("httpTools.save", {
        id: `w-${count}`,
        name: "get_weather",
        description: "Current weather of a city.",
        method: "GET",
        url: `${weather.origin}/weather?key=hidden-key-4711`,
        inputSchema: schema,
        headers: [],
        readOnly: true,
        timeoutMs: 5_000,
      });
      const assistant = { id: `voice-${count}`, name: "Support voice", prompt: "", serverIds: [], severities: {} };
      await ask("assistants.save", { ...assistant, httpToolIds: [`w-${count}`], profileId: "insighto" });
    });
    try {
      fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
      fireEvent.click(await screen.findByRole("tab", { name: "Conversation" }, LONG));
      await start();
      await sayIt("What is the current weather in Paris?");
      await within(transcript()).findByRole("button", { name: /get_weather answered/ }, LONG);
      fireEvent.click(await within(inspector()).findByRole("radio", { name: "Exchange" }, LONG));
      const exchange = await within(inspector()).findByRole("region", { name: "Exchange" }, LONG);
      expect(exchange.textContent).toContain("21 degrees");
      expect(exchange.textContent).not.toContain("hidden-key-4711");
      fireEvent.click(screen.getByRole("button", { name: "Activity" }));
      await screen.findByRole("heading", { name: "Activity" }, LONG);
      const row = await screen.findByRole("option", { name: /get_weather/ }, LONG);
      expect(row.textContent).toContain("get_weatherCustom HTTP toolHTTP 200");
      fireEvent.doubleClick(row);
      const dialog = await screen.findByRole("dialog", { name: "What went over the wire" }, LONG);
      expect(await within(dialog).findByText("21 degrees", undefined, LONG)).toBeDefined();
      expect(dialog.textContent).not.toContain("hidden-key-4711");
    } finally {
      await weather.close();
    }
  });

  it("shows a result whole that the conversation keeps in part", async () => {
    await show();
    console.gateway.server.outcome = {
      kind: "completed",
      result: {
        content: [{ type: "text", text: "y".repeat(200_000) }],
        structuredContent: { found: "z".repeat(100_000) },
      },
    };
    await start();
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByRole("button", { name: /search_tickets answered/ }, LONG);
    expect(await within(inspector()).findByText("Structured content", undefined, LONG)).toBeDefined();
    expect(inspector().textContent).not.toContain("[cut");
  });

  it("gives a turn to a suite as a row", async () => {
    await show();
    await start();
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
    fireEvent.click(await screen.findByRole("button", { name: "Add to a suite" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "A new suite" }));
    await waitFor(async () => {
      const [suite] = await console.ask("suites.list", {});
      expect(suite?.rows[0]?.expect).toEqual({
        kind: "call",
        calls: [{ tool: "search_tickets", match: "partial", args: { ticket_id: "T-4711" } }],
      });
    }, LONG);
  });

  it("shows how a turn would sound, and remembers what is assumed", async () => {
    await show();
    await start();
    await sayIt("Find ticket T-4711");
    await within(transcript()).findByText(/simulated reply/, undefined, LONG);
    fireEvent.click(within(inspector()).getByRole("radio", { name: "Voice" }));
    expect(await within(inspector()).findByText(/Silence from the tool call/)).toBeDefined();
    fireEvent.click(within(inspector()).getByRole("radio", { name: "Fast stack" }));
    await waitFor(async () => {
      const { view } = await console.ask("preferences.get", {});
      expect(JSON.parse(view["voice.assumed"] ?? "{}")).toMatchObject({ endpoint: 150 });
    });
  });

  it("with a real model shows its text as it comes, its tokens, and its own name", async () => {
    const id = `real-${count}`;
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    console = await renderConsole(
      { tools: TOOLS },
      async ({ ask }) => {
        await ask("models.save", { id, name: "My model", provider: "openai", model: "some-model", key: "k" });
        await ask("assistants.save", {
          id: `voice-${count}`,
          name: "Support voice",
          prompt: "",
          serverIds: [],
          modelId: id,
          profileId: "insighto",
          severities: {},
        });
      },
      {
        models: {
          async answer(_model, { onText }) {
            onText?.("The renewal ");
            await held;
            onText?.("is in May.");
            return ok({
              text: "The renewal is in May.",
              calls: [],
              finish: "done",
              tokens: { input: 120, output: 9 },
              firstTokenMs: 80,
              ms: 200,
            });
          },
        },
      },
    );
    fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
    fireEvent.click(await screen.findByRole("tab", { name: "Conversation" }, LONG));
    await start();
    await sayIt("When is the renewal?");
    expect(await within(transcript()).findByText("The renewal", undefined, LONG)).toBeDefined();
    expect(screen.queryByText(/simulated/i, { selector: "button, span" })).toBeNull();
    finish();
    expect(await within(transcript()).findByText("The renewal is in May.", undefined, LONG)).toBeDefined();
    expect(screen.getAllByText("My model").length).toBeGreaterThan(0);
    fireEvent.click(within(transcript()).getByRole("button", { name: /^reply/ }));
    await waitFor(() => expect(inspector().textContent).toContain("120 tokens in, 9 out"));
  });

  it("begins as a demonstration from the empty screen, and offers the next line", async () => {
    const assistant = {
      id: "sample",
      name: "Sample desk",
      profileId: "insighto",
      prompt: "When a caller asks for a ticket, use `search_tickets`.",
      servers: [{ sample: "agency", path: "/dental", name: "Sample server" }],
      say: ["Find ticket T-4711", "Find ticket T-4712"],
    };
    console = await renderConsole({ tools: TOOLS }, undefined, { samples: { ...fakeSamples(), assistant } });
    fireEvent.click(await screen.findByRole("button", { name: "See a demonstration" }, LONG));
    await screen.findByRole("region", { name: "Transcript" }, LONG);
    await within(transcript()).findByRole("button", { name: /search_tickets answered/ }, LONG);
    const input = screen.getByRole("textbox", { name: "Say something" });
    fireEvent.change(input, { target: { value: "ticket" } });
    fireEvent.click(await screen.findByRole("option", { name: "Find ticket T-4712" }, LONG));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Say something" }).value).toBe(
      "Find ticket T-4712",
    );
  });

  it("says in place why a demonstration cannot begin", async () => {
    console = await renderConsole({ tools: TOOLS });
    fireEvent.click(await screen.findByRole("button", { name: "See a demonstration" }, LONG));
    expect(await screen.findByText(/There is no sample assistant/, undefined, LONG)).toBeDefined();
  });

  it("always says that the model is simulated, and what was measured of it", async () => {
    await show();
    await start();
    fireEvent.click(screen.getByRole("button", { name: "Simulated model: what was measured of it" }));
    const card = await screen.findByRole("region", { name: "Simulated model: what was measured" });
    expect(card.textContent).toContain("cannot reason");
    expect(card.textContent).toMatch(/measured 20\d\d-\d\d-\d\d/);
  });
});
