import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { runJob } from "#renderer/api/jobs.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const rows = (): readonly string[] => screen.getAllByRole("option").map((row) => row.textContent);

describe("Activity", () => {
  it("lists discoveries and calls newest first, with their server and how they ended", async () => {
    console = await renderConsole({}, async (fixture) => {
      await addDiscovered(fixture, "acme", "Acme tools", "https://acme.example/mcp");
      fixture.clock.forward(1000);
      await fixture.ask("tools.call", {
        callId: "one",
        serverId: "acme",
        toolName: "search_tickets",
        argumentsText: "{}",
      });
    });
    fireEvent.click(await screen.findByRole("button", { name: "Activity" }));
    await screen.findByRole("heading", { name: "Activity" }, { timeout: 5_000 });
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]).toContain("search_ticketsAcme toolscompleted");
    expect(rows()[1]).toContain("DiscoveryAcme tools1 tool");
    fireEvent.doubleClick(screen.getAllByRole("option")[0] as HTMLElement);
    expect(await screen.findByRole("heading", { name: "Acme tools", level: 1 })).toBeDefined();
  });

  it("keeps a row of a diagnosis that has ended", async () => {
    console = await renderConsole({}, (fixture) =>
      addDiscovered(fixture, "acme", "Acme tools", "https://acme.example/mcp"),
    );
    await screen.findByRole("heading", { name: "Acme tools", level: 1 });
    const job = { kind: "diagnosis", serverId: "acme", title: "Diagnose" } as const;
    await runJob({ id: "one", ...job }, async () => undefined);
    const refused = runJob({ id: "two", ...job }, () => Promise.reject(new Error("no")));
    await expect(refused).rejects.toThrow("no");
    fireEvent.click(screen.getByRole("button", { name: "Activity" }));
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(rows().filter((row) => row.includes("Diagnosis"))).toEqual([
      expect.stringContaining("DiagnosisAcme toolsfailed"),
      expect.stringContaining("DiagnosisAcme toolsdone"),
    ]);
  });

  it("shows what is running, and cancels it", async () => {
    console = await renderConsole({}, (fixture) =>
      addDiscovered(fixture, "acme", "Acme tools", "https://acme.example/mcp"),
    );
    await screen.findByRole("heading", { name: "Acme tools", level: 1 });
    console.gateway.server.hold = new Promise(() => undefined);
    fireEvent.click(screen.getByRole("button", { name: "Discover again" }));
    fireEvent.click(await screen.findByRole("button", { name: "Activity, 1 running" }));
    await screen.findByRole("heading", { name: "Activity" }, { timeout: 5_000 });
    fireEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(rows()[0]).toContain("cancelled"));
    expect(screen.getByRole("button", { name: "Activity" })).toBeDefined();
  });
});
