import { fireEvent, screen, within } from "@testing-library/react";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const REFUSED: ConsoleError = {
  kind: "unreachable",
  code: "E_TCP_REFUSED",
  phase: "tcp",
  said: "Nothing listens there.",
  evidence: "",
  retriable: true,
  next: "Start the server.",
};

/** A loopback port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function showRefused(id: string): Promise<void> {
  const url = `http://127.0.0.1:${await freePort()}/mcp?token=sk-live-3f9a7c21b0e84d`;
  console = await renderConsole({ failure: REFUSED }, async (fixture) => {
    await fixture.ask("servers.add", { id, name: "Local", url });
    await fixture.ask("discovery.run", { runId: `${id}-run`, serverId: id });
  });
}

it("starts from the card of a failed discovery, stops at the failing step, and ends with cause and remedy", async () => {
  await showRefused("refused");
  const [card] = await screen.findAllByRole("alert");
  if (card === undefined) throw new Error("a failed discovery has a card");
  fireEvent.click(within(card).getByRole("button", { name: "Diagnose" }));
  const conclusion = await screen.findByRole("region", { name: "Conclusion" }, { timeout: 8_000 });
  expect(conclusion.textContent).toContain("127.0.0.1");
  expect(conclusion.textContent).toContain("Remedy");
  expect(conclusion.textContent).toContain("zero tools");
  const steps = screen.getByRole("list", { name: "Steps" });
  expect(within(steps).getByRole("img", { name: "fails here" })).toBeDefined();
  expect(within(steps).getByText(/^Not reached: TLS, HTTP, MCP/)).toBeDefined();
  expect(document.documentElement.outerHTML).not.toContain("sk-live-3f9a7c21b0e84d");
});

it("explains itself before it was ever run, and is in the palette", async () => {
  await showRefused("never-run");
  fireEvent.click(await screen.findByRole("tab", { name: "Diagnose" }));
  expect(await screen.findByText(/Find the step at which a connection fails/, {}, { timeout: 5_000 })).toBeDefined();
  fireEvent.keyDown(document.body, { key: "k", code: "KeyK", ctrlKey: true });
  fireEvent.click(await screen.findByText("Diagnose Local", {}, { timeout: 5_000 }));
  expect(await screen.findByRole("region", { name: "Conclusion" }, { timeout: 8_000 })).toBeDefined();
});
