import { act, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useSession } from "#renderer/app/session-store.ts";
import { openBundle, useBundle } from "#renderer/features/bundle/bundle-store.ts";
import { bundleText } from "#renderer/features/diagnose/save-bundle.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import { tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  useBundle.setState(useBundle.getInitialState(), true);
  console = undefined;
});

const DIAGNOSIS: Diagnosis = {
  ok: false,
  phase: "tls",
  code: "E_TLS_EXPIRED",
  cause: "The certificate expired on 3 November 2026.",
  remedy: "The server's operator renews it.",
  platform: "Insighto would register zero tools and say nothing.",
  steps: [
    { id: "url", verdict: "ok", ms: 1, fact: "https", evidence: "" },
    { id: "tls", verdict: "fail", ms: 20, fact: "expired", evidence: "CN=acme" },
  ],
  ms: 21,
  maskedUrl: "https://acme.example/mcp?token=••••",
  startedAt: "2026-11-22T12:00:00.000Z",
};

async function written(): Promise<string> {
  console = await renderConsole({ tools: [tool("search_tickets"), tool("close_ticket")] }, async (fixture) => {
    await addDiscovered(fixture, "bundled", "Acme tools", "https://acme.example/mcp?token=sk-live-3f9a7c21b0e84d");
    fixture.gateway.server.tools = [tool("search_tickets")];
    await fixture.ask("discovery.run", { runId: "bundled-2", serverId: "bundled" });
  });
  const api = useSession.getState().live?.api;
  const [server] = await console.ask("servers.list", {});
  if (api === undefined || server === undefined) throw new Error("the window has a core and one server");
  return bundleText(api, server, DIAGNOSIS, "0.1.0");
}

it("opens what another console saved: diagnosis, tools, drift and traffic, and asks the server nothing", async () => {
  const text = await written();
  expect(text).not.toContain("sk-live-3f9a7c21b0e84d");
  const asked = console?.gateway.heard.length;
  act(() => openBundle("acme.preflight.json", text));
  const dialog = await screen.findByRole("dialog", { name: /acme\.preflight\.json/ }, { timeout: 5_000 });
  expect(dialog.textContent).toContain("by Preflight 0.1.0");
  expect(within(dialog).getByRole("region", { name: "Conclusion in the bundle" }).textContent).toContain(
    "expired on 3 November",
  );
  fireEvent.click(within(dialog).getByRole("tab", { name: "Tools" }));
  expect(await within(dialog).findByRole("option", { name: "search_tickets" })).toBeDefined();
  fireEvent.click(within(dialog).getByRole("tab", { name: "Drift" }));
  expect(await within(dialog).findByRole("option", { name: /close_ticket/ })).toBeDefined();
  fireEvent.click(within(dialog).getByRole("tab", { name: "Traffic" }));
  expect(await within(dialog).findByText("The bundle holds no exchange.")).toBeDefined();
  expect(console?.gateway.heard.length).toBe(asked);
});

it("says in a sentence why a file is none, and offers another", async () => {
  console = await renderConsole();
  act(() => openBundle("photo.json", "{}"));
  const dialog = await screen.findByRole("dialog", { name: /photo\.json/ }, { timeout: 5_000 });
  expect(within(dialog).getByRole("alert").textContent).toContain("not a support bundle");
  expect(within(dialog).getByRole("button", { name: "Open another file" })).toBeDefined();
});

it("is offered in the menu of adding a server", async () => {
  console = await renderConsole({}, (fixture) => addDiscovered(fixture, "one", "One", "https://one.example/mcp"));
  fireEvent.click(await screen.findByRole("button", { name: "Add a server" }));
  expect(await screen.findByRole("menuitem", { name: "Open a support bundle…" })).toBeDefined();
});
