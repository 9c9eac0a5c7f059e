import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { freeName } from "#renderer/features/servers/server-form.ts";
import { tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const URL_WITH_SECRET = "https://mcp.acme.example/v1?token=sk-live-3f9a7c21b0e84d";
const EXPIRED: ConsoleError = {
  kind: "unreachable",
  code: "E_TLS_EXPIRED",
  phase: "tls",
  said: "The certificate expired on 3 November.",
  evidence: "CN=mcp.acme.example",
  retriable: false,
  next: "Whoever runs the server renews it.",
};
const withAcme = (fixture: Parameters<typeof addDiscovered>[0]): Promise<void> =>
  addDiscovered(fixture, "acme", "Acme tools", URL_WITH_SECRET);
const press = (name: string | RegExp): boolean => fireEvent.click(screen.getByRole("button", { name }));
const verdict = (): Promise<HTMLElement> => screen.findByRole("status", { name: "Registration verdict" });
const choose = async (action: string): Promise<void> => {
  press("Actions of Acme tools");
  fireEvent.click(await screen.findByRole("menuitem", { name: action }));
};

const paste = async (text: string): Promise<string> => {
  console = await renderConsole();
  fireEvent.click(await screen.findByRole("button", { name: "Add a server" }));
  fireEvent.change(await screen.findByLabelText("Server URL"), { target: { value: text } });
  return screen.getByRole("list", { name: "About this address" }).textContent;
};
const addButton = (): HTMLButtonElement => screen.getByRole("button", { name: "Add and discover" });

describe("an empty console", () => {
  it("offers one thing to do, and starts, adds and discovers a sample with one press", async () => {
    console = await renderConsole();
    await screen.findByRole("button", { name: "Add a server" });
    await screen.findByRole("button", { name: "Start Agency" });
    press("Start Agency");
    expect(await screen.findByRole("heading", { name: "Agency", level: 1 })).toBeDefined();
    await waitFor(async () => expect((await verdict()).textContent).toContain("would register 1 tool"));
    expect((await verdict()).textContent).toContain("cannot reach a loopback address");
  });
});

describe("adding a server", () => {
  it("says at once that the platform refuses http://", async () => {
    expect(await paste("http://mcp.example.com/sse")).toContain("Insighto refuses http://");
    expect(addButton().disabled).toBe(false);
  });

  it("explains a command line as a stdio server, which cannot be added", async () => {
    expect(await paste("npx -y @modelcontextprotocol/server-filesystem /tmp")).toContain("stdio server");
    expect(addButton().disabled).toBe(true);
  });

  it("offers the address that was meant", async () => {
    await paste("mcp.example.com/mcp");
    press("Use it");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Server URL").value).toBe("https://mcp.example.com/mcp");
    expect(addButton().disabled).toBe(false);
  });

  it("gives a second server of the same host a name of its own", () => {
    const named = (...names: readonly string[]) => names.map((name) => ({ name }));
    expect(freeName("acme", [])).toBe("acme");
    expect(freeName("acme", named("acme", "acme (2)", "other"))).toBe("acme (3)");
  });

  it("discovers what was added and shows no secret of it anywhere", async () => {
    await paste(URL_WITH_SECRET);
    fireEvent.click(addButton());
    await waitFor(async () => expect((await verdict()).textContent).toContain("would register 1 tool"));
    expect(document.documentElement.outerHTML).not.toContain("sk-live-3f9a7c21b0e84d");
    expect(document.title).not.toContain("sk-live");
  });

  it("sends extra headers, whose values are covered while they are typed", async () => {
    await paste("https://mcp.example.com/mcp");
    press("Headers and transport");
    fireEvent.click(await screen.findByRole("button", { name: "Add a header" }));
    fireEvent.change(screen.getByLabelText("Header name"), { target: { value: "X-Api-Key" } });
    const value = screen.getByLabelText<HTMLInputElement>("Value of X-Api-Key");
    expect(value.type).toBe("password");
    fireEvent.change(value, { target: { value: "k-123456" } });
    fireEvent.click(addButton());
    await verdict();
    expect(console?.gateway.heard[0]?.target.headers).toEqual({ "X-Api-Key": "k-123456" });
  });
});

describe("importing a client's configuration", () => {
  it("adds the remote servers that are ticked, and lists the stdio ones with the reason", async () => {
    console = await renderConsole();
    fireEvent.click(await screen.findByRole("button", { name: "Import a client’s config" }));
    const config = {
      mcpServers: {
        tickets: { url: "https://tickets.example/mcp?api_key=sk-live-0123456789abcdef" },
        events: { url: "https://events.example/sse" },
        files: { command: "npx", args: ["server-filesystem"] },
      },
    };
    fireEvent.change(await screen.findByLabelText("Configuration"), { target: { value: JSON.stringify(config) } });
    const entries = screen.getByRole("list", { name: "Entries" });
    expect(within(entries).getByText("files").parentElement?.textContent).toContain("stdio server");
    expect(
      within(entries)
        .getByRole("checkbox", { name: /tickets/ })
        .closest("li")?.textContent,
    ).not.toContain("0123456789abcdef");
    fireEvent.click(within(entries).getByRole("checkbox", { name: /events/ }));
    press("Add 1 server");
    await screen.findByRole("heading", { name: "tickets", level: 1 });
    expect(await console.ask("servers.list", {})).toHaveLength(1);
  });

  it("says where a file is not JSON", async () => {
    console = await renderConsole();
    fireEvent.click(await screen.findByRole("button", { name: "Import a client’s config" }));
    fireEvent.change(await screen.findByLabelText("Configuration"), { target: { value: '{\n "mcpServers": [,]}' } });
    expect(screen.getByRole("alert").textContent).toContain("line 2");
  });
});

describe("a server's page", () => {
  it("says what a conversation would register, and why not all of it", async () => {
    const malformed = [
      { position: 1, hash: "f".repeat(64), name: "lookup", reason: "inputSchema is missing.", raw: {} },
    ];
    console = await renderConsole({ malformed }, withAcme);
    await waitFor(async () =>
      expect((await verdict()).textContent).toContain("would register 1 of 2: `lookup` is malformed"),
    );
    const row = screen.getByRole("option", { name: /Acme tools/ });
    expect(row.textContent).toContain("1/2");
  });

  it("keeps the last list when a discovery fails, and the error until it is dismissed", async () => {
    console = await renderConsole({}, withAcme);
    await screen.findByRole("option", { name: /search_tickets/ });
    console.gateway.server.failure = EXPIRED;
    press("Discover again");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The certificate expired on 3 November.");
    expect(alert.textContent).toContain("E_TLS_EXPIRED");
    expect((await verdict()).textContent).toContain("zero tools, and would not say so");
    expect((await verdict()).textContent).toContain("the list below was taken");
    expect(screen.getByRole("option", { name: /search_tickets/ })).toBeDefined();
    expect(within(alert).getByRole("button", { name: "Diagnose" })).toBeDefined();
    fireEvent.click(within(alert).getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows a running discovery, which can be cancelled", async () => {
    console = await renderConsole({}, withAcme);
    await screen.findByRole("option", { name: /search_tickets/ });
    console.gateway.server.hold = new Promise(() => undefined);
    press("Discover again");
    await screen.findByRole("progressbar", { name: "Discovering Acme tools" });
    press("Cancel");
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(screen.queryByRole("alert")).toBeNull();
    expect((await verdict()).textContent).toContain("would register 1 tool");
  });

  it("uncovers the secret only by a press, and covers it by another", async () => {
    console = await renderConsole({}, withAcme);
    await verdict();
    expect(document.body.textContent).not.toContain("sk-live-3f9a7c21b0e84d");
    press("Show the secret");
    expect(await screen.findByText(URL_WITH_SECRET)).toBeDefined();
    press("Cover the secret");
    expect(document.body.textContent).not.toContain("sk-live-3f9a7c21b0e84d");
  });

  it("is removed with a way back", async () => {
    console = await renderConsole({}, withAcme);
    await verdict();
    await choose("Remove");
    expect(await screen.findByRole("button", { name: "Add a server" })).toBeDefined();
    press("Undo");
    expect(await screen.findByRole("heading", { name: "Acme tools", level: 1 })).toBeDefined();
    expect(await console.ask("servers.list", {})).toHaveLength(1);
  });

  it("is renamed without touching its address", async () => {
    console = await renderConsole({}, withAcme);
    await verdict();
    await choose("Edit name, address and headers…");
    fireEvent.change(await screen.findByLabelText("Name"), { target: { value: "Acme, new" } });
    press("Save");
    expect(await screen.findByRole("heading", { name: "Acme, new", level: 1 })).toBeDefined();
    const revealed = await console.ask("servers.reveal", { id: "acme" });
    expect(revealed).toEqual({ ok: true, value: { url: URL_WITH_SECRET } });
  });

  it("shows what another window discovered", async () => {
    const fixture = (console = await renderConsole({}, withAcme));
    await screen.findByRole("option", { name: /search_tickets/ });
    fixture.gateway.server.tools = [tool("search_tickets"), tool("added_since")];
    await act(() => fixture.ask("discovery.run", { runId: "elsewhere", serverId: "acme" }));
    expect(await screen.findByRole("option", { name: /added_since/ })).toBeDefined();
    expect((await verdict()).textContent).toContain("would register 2 tools");
  });
});
