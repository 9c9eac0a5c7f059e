import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { StorageFailure } from "#core/store-port.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { offeredActions } from "#renderer/api/actions.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole | undefined;
afterEach(async () => {
  await endConsole(console);
  console = undefined;
});

const withTwo = async (fixture: Parameters<typeof addDiscovered>[0]): Promise<void> => {
  await addDiscovered(fixture, "acme", "Acme tools", "https://acme.example/mcp");
  await addDiscovered(fixture, "other", "Other", "https://other.example/mcp");
};
const heading = (name: string): Promise<HTMLElement> => screen.findByRole("heading", { name, level: 1 });

describe("the window", () => {
  it("says calmly that the core is gone, keeps what was read, and comes back", async () => {
    console = await renderConsole({}, withTwo);
    await heading("Acme tools");
    console.cut();
    expect(screen.getByRole("alert").textContent).toContain("core is not answering");
    expect(screen.getByRole("heading", { name: "Acme tools" })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Reconnect" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    fireEvent.click(screen.getByRole("option", { name: /Other/ }));
    expect(await heading("Other")).toBeDefined();
  });

  it("says that the disk failed where a list could not be read, until it is dismissed", async () => {
    const diskFull = {
      kind: "storage" as const,
      code: "E_DISK_FULL",
      phase: "storage" as const,
      said: "The disk is full.",
      evidence: "",
      retriable: true,
      next: "Make room.",
    };
    const store = { ...memoryStore(), listCalls: () => Promise.reject(new StorageFailure(diskFull)) };
    console = await renderConsole({}, withTwo, { store });
    fireEvent.click(await screen.findByRole("button", { name: "Activity" }));
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
    expect(console.bugs).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("opens where it was left", async () => {
    console = await renderConsole({}, async (fixture) => {
      await withTwo(fixture);
      await fixture.ask("preferences.set", { view: { room: "servers", server: "other", tab: "tools" } });
    });
    expect(await heading("Other")).toBeDefined();
  });

  it("remembers the server that was chosen", async () => {
    console = await renderConsole({}, withTwo);
    await heading("Acme tools");
    fireEvent.click(screen.getByRole("option", { name: /Other/ }));
    await heading("Other");
    await waitFor(async () => {
      const { view } = await (console as RenderedConsole).ask("preferences.get", {});
      expect(view["server"]).toBe("other");
    });
  });

  it("runs the action that the native menu names", async () => {
    console = await renderConsole({}, withTwo);
    await heading("Acme tools");
    act(() =>
      offeredActions()
        .find(({ id }) => id === "rooms.settings")
        ?.run(),
    );
    expect(await heading("Settings")).toBeDefined();
  });

  it("switches tabs by keyboard wherever the focus is", async () => {
    console = await renderConsole({}, withTwo);
    await heading("Acme tools");
    const last = screen.getAllByRole("tab").filter((tab) => tab.closest("[aria-label^='Parts of']") !== null).length;
    fireEvent.keyDown(document.body, { key: String(last), code: `Digit${last}`, ctrlKey: true });
    await waitFor(() =>
      expect(screen.getByRole("tab", { name: "Traffic" }).getAttribute("aria-selected")).toBe("true"),
    );
  });

  it("finds every action of the window and of the server on screen in the palette", async () => {
    console = await renderConsole({}, withTwo);
    await heading("Acme tools");
    fireEvent.keyDown(document.body, { key: "k", code: "KeyK", ctrlKey: true });
    const search = await screen.findByRole("textbox", { name: "Find an action or a server" }, { timeout: 5000 });
    expect(screen.getByText("Discover again")).toBeDefined();
    fireEvent.change(search, { target: { value: "open other" } });
    fireEvent.click(await screen.findByText("Open Other"));
    expect(await heading("Other")).toBeDefined();
  });

  it("lists the servers with problems in the status bar", async () => {
    console = await renderConsole({ tools: [] }, (fixture) =>
      addDiscovered(fixture, "empty", "Nothing here", "https://empty.example/mcp"),
    );
    fireEvent.click(await screen.findByRole("button", { name: /1 needing attention/ }));
    expect((await screen.findByRole("menuitem", { name: /Nothing here/ })).textContent).toContain("zero tools");
  });
});
