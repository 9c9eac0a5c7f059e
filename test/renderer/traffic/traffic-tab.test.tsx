import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { recordTraffic } from "#core/mcp/traffic-recorder.ts";
import type { TrafficSink } from "#core/ports.ts";
import { valueOf } from "#renderer/api/remote.ts";
import { useTrafficStore } from "#renderer/features/traffic/traffic-store.ts";
import { fakeGateway, tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

const SECRET = "sk-live-5eedf00dcafe";
let console: RenderedConsole | undefined;
let sink: TrafficSink | undefined;
let saved: Blob[] = [];

beforeEach(() => {
  saved = [];
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: keep, revokeObjectURL: () => undefined }));
});
afterEach(async () => {
  await endConsole(console);
  console = undefined;
  vi.unstubAllGlobals();
});

function keep(blob: Blob): string {
  saved.push(blob);
  return "blob:saved";
}

/** Opens the Traffic tab of one server, on a core whose gateway's sink the test writes to. */
async function open(before: () => void = () => undefined): Promise<void> {
  const gateway = fakeGateway({ tools: [tool("echo")] });
  const changes = {
    gateway: (traffic: TrafficSink) => {
      sink = traffic;
      return gateway;
    },
  };
  console = await renderConsole(
    {},
    (fixture) => addDiscovered(fixture, "acme", "Acme", "https://acme.example/mcp"),
    changes,
  );
  before();
  fireEvent.click(await screen.findByRole("tab", { name: "Traffic" }));
  await waitFor(() => expect(useTrafficStore.getState().exchanges.state).toBe("ready"), { timeout: 10_000 });
}

let count = 0;
/** One exchange through the real recorder: what it redacts and cuts is what the tab sees. */
function record(rpcMethod: string, sent: string, answer: string, headers: readonly string[] = []): void {
  count += 1;
  let at = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 10, 22) + count).toISOString(), monotonicMs: () => (at += 5) };
  const recorder = recordTraffic({
    sink: sink as TrafficSink,
    clock,
    serverId: "acme",
    jobId: `job-${count}`,
    secrets: [SECRET],
  });
  const url = new URL(`https://acme.example/mcp?token=${SECRET}`);
  const recording = recorder.begin({ method: "POST", url, headers: { authorization: SECRET }, body: sent, rpcMethod });
  recording.answered(200, ["content-type", "application/json", ...headers]);
  recording.bytes(new TextEncoder().encode(answer));
  recording.end();
}

const crossed = (...exchange: Parameters<typeof record>): Promise<void> => act(async () => record(...exchange));

const rows = (): HTMLElement[] => within(screen.getByRole("listbox", { name: "Exchanges" })).getAllByRole("option");

async function exported(format: RegExp): Promise<string> {
  fireEvent.click(screen.getByRole("button", { name: "Export" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: format }));
  const blob = saved.at(-1);
  if (blob === undefined) throw new Error("nothing was saved");
  return await blob.text();
}

it("says that nothing crossed yet, then lists what crosses, searched and filtered by method", async () => {
  await open();
  expect(await screen.findByText(/No message has crossed/)).toBeDefined();
  await crossed("tools/list", "{}", '{"tools":[]}');
  await crossed("tools/call", '{"name":"echo","arguments":{"customer":"Ada Lovelace"}}', '{"content":[]}');
  await waitFor(() =>
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringContaining("tools/call"),
      expect.stringContaining("tools/list"),
    ]),
  );
  fireEvent.change(screen.getByRole("textbox", { name: "Search in the traffic" }), {
    target: { value: "lovelace ADA" },
  });
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(screen.getByText("1 of 2 exchanges")).toBeDefined();
  fireEvent.change(screen.getByRole("combobox", { name: "Method" }), { target: { value: "tools/list" } });
  expect(await screen.findByText("No exchange matches.")).toBeDefined();
  fireEvent.change(screen.getByRole("textbox", { name: "Search in the traffic" }), { target: { value: "" } });
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(within(screen.getByRole("region", { name: "Exchange" })).getByText("tools/list")).toBeDefined();
});

it("exports what is shown as HAR and as JSON lines, and no secret is in either nor on the page", async () => {
  await open();
  await crossed("tools/list", "{}", `{"tools":[],"echo":"${SECRET}"}`, ["x-echo", SECRET]);
  await crossed("tools/call", `{"token":"${SECRET}"}`, `{"said":"${encodeURIComponent(SECRET)}"}`);
  fireEvent.change(await screen.findByRole("combobox", { name: "Method" }), { target: { value: "tools/call" } });
  await waitFor(() => expect(rows()).toHaveLength(1));
  const har = JSON.parse(await exported(/HAR/)) as { readonly log: { readonly entries: readonly object[] } };
  expect(har.log.entries).toHaveLength(1);
  expect(har.log.entries[0]).toMatchObject({ request: { method: "POST" }, response: { status: 200 }, time: 5 * 2 });
  fireEvent.change(screen.getByRole("combobox", { name: "Method" }), { target: { value: "" } });
  await waitFor(() => expect(rows()).toHaveLength(2));
  const lines = (await exported(/JSON lines/)).trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { readonly rpcMethod: string }).rpcMethod)).toEqual([
    "tools/list",
    "tools/call",
  ]);
  for (const text of [JSON.stringify(har), lines.join("\n"), document.body.innerHTML])
    expect(text).not.toContain(SECRET);
});

it("shows hostile content as inert text, hidden characters named, and deep JSON as it came", async () => {
  await open();
  const markup = '<img src=x onerror="alert(1)">';
  await crossed("tools/call", "{}", JSON.stringify({ markup, hidden: "a\u{202e}b" }));
  const view = await screen.findByRole("region", { name: "Exchange" });
  expect(view.textContent).toContain("<img src=x onerror=");
  expect(view.querySelector("img")).toBeNull();
  expect(within(view).getByText(/U\+202E/)).toBeDefined();
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  await crossed("tools/list", "{}", deep);
  await waitFor(() => expect(screen.getByRole("region", { name: "Exchange" }).textContent).toContain("[[[["));
  expect(screen.getByRole("region", { name: "Exchange" }).textContent?.length).toBeLessThan(200_000);
});

it("holds a bounded number of characters, the newest first", async () => {
  const large = "x".repeat(64 * 1024);
  await open(() => {
    for (let index = 0; index < 300; index += 1) record("tools/call", large, large);
  });
  await act(async () => {
    for (let index = 0; index < 40; index += 1) record("tools/call", large, large);
  });
  const held = valueOf(useTrafficStore.getState().exchanges) ?? [];
  expect(held.length).toBeLessThan(260);
  expect(held.length).toBeGreaterThan(200);
  expect(held[0]?.jobId).toBe(`job-${count}`);
}, 30_000);
