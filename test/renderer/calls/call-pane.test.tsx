import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { ConsoleApiProvider } from "#renderer/api/console-api.tsx";
import { useJobs } from "#renderer/api/jobs.ts";
import { usePreferences } from "#renderer/api/preferences.ts";
import { offeredActions } from "#renderer/api/actions.ts";
import { CallPane } from "#renderer/features/calls/call-pane.tsx";
import { useCalls } from "#renderer/features/calls/calls-store.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import { connect } from "#shared/rpc/connect.ts";
import { memoryWire } from "#shared/rpc/memory-wire.ts";
import { serve } from "#shared/rpc/serve.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";
import type { FakeServer } from "../../support/fake-gateway.ts";
import { fillJsdom } from "../../support/fill-jsdom.ts";
import { tool } from "./workbench-tools.ts";

const SEARCH = tool("search", "Searches.", {
  inputSchema: {
    type: "object",
    required: ["query"],
    properties: { query: { type: "string", examples: ["invoice"] }, limit: { type: "integer", default: 10 } },
  },
});

let fixture: CoreFixture | undefined;
afterEach(async () => {
  cleanup();
  useCalls.setState(useCalls.getInitialState(), true);
  useJobs.setState(useJobs.getInitialState(), true);
  usePreferences.setState(usePreferences.getInitialState(), true);
  await fixture?.core.close();
});

/** Shows the call pane of `search` on a real core over the memory wire; the gateway behind it is a fake. */
async function show(
  server: Partial<FakeServer> = {},
  before: (core: CoreFixture) => Promise<unknown> = async () => undefined,
): Promise<CoreFixture> {
  fillJsdom();
  const core = await coreFixture({ tools: [SEARCH], ...server });
  fixture = core;
  await core.ask("servers.add", { id: "s", name: "Acme", url: "https://mcp.acme.example/v1?token=sk-live-0123456789" });
  const snapshot = valueOf(await core.ask("discovery.run", { runId: "r", serverId: "s" }));
  await before(core);
  const [listed] = await core.ask("servers.list", {});
  const [entry] = snapshot.tools;
  if (listed === undefined || entry === undefined) throw new Error("the fixture lists one tool of one server");
  const [mine, theirs] = memoryWire();
  serve(mine, core.core.handlers, { subscribe: core.core.subscribe, onBug: (_method, error) => core.bugs.push(error) });
  const capabilities = await core.ask("app.capabilities", {});
  await act(async () => {
    render(
      <MantineProvider env="test">
        <ConsoleApiProvider live={{ api: connect(theirs), capabilities }}>
          <CallPane server={listed} tool={entry} />
        </ConsoleApiProvider>
      </MantineProvider>,
    );
  });
  return core;
}

const editor = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "Arguments of search" });
const type = (text: string): boolean => fireEvent.change(editor(), { target: { value: text } });
const runButton = (): HTMLButtonElement => screen.getByRole("button", { name: /^Run/ });
const calls = (core: CoreFixture): unknown[] =>
  core.gateway.heard.filter(({ what }) => what === "call").map(({ request }) => request?.argumentsValue);

/** Runs the tool on a server that answers like this, and gives what the result pane says. */
const outcome = async (server: Partial<FakeServer>): Promise<string> => {
  await show({}, async (core) => Object.assign(core.gateway.server, server));
  fireEvent.click(runButton());
  await waitFor(() => expect(document.querySelector("[data-outcome]")).not.toBeNull());
  const said = document.querySelector("[data-outcome]")?.textContent ?? "";
  cleanup();
  useCalls.setState(useCalls.getInitialState(), true);
  return said;
};

describe("calling a tool", () => {
  it("starts from what the schema asks for, sends what stands in the editor, and shows the answer", async () => {
    const core = await show();
    expect(JSON.parse(editor().value)).toEqual({ query: "invoice", limit: 10 });
    type('{"query": "refund"}');
    fireEvent.click(runButton());
    await screen.findByText("Completed");
    expect(screen.getByText("done")).toBeDefined();
    expect(calls(core)).toEqual([{ query: "refund" }]);
    expect(core.bugs).toEqual([]);
  });

  it("never sends anything while the text has a mistake, by button or by key, and says what the mistake is", async () => {
    const core = await show();
    type('{"query": "refund"}');
    type('{"query": "refund",}');
    expect(runButton().disabled).toBe(true);
    expect(screen.getByRole("status", { name: "Problems in the arguments" }).textContent).toContain(
      "line 1, column 20",
    );
    act(() =>
      offeredActions()
        .find(({ id }) => id === "call.run")
        ?.run(),
    );
    expect(calls(core)).toEqual([]);
  });

  it("tells a tool error, a protocol error and no answer apart, in words", async () => {
    const error: CallOutcome = {
      kind: "tool-error",
      result: { isError: true, content: [{ type: "text", text: "no" }] },
    };
    expect(await outcome({ outcome: error })).toContain("Tool error");
    const refused: CallOutcome = { kind: "protocol-error", error: { code: -32602, message: "query is required" } };
    const words = await outcome({ outcome: refused });
    expect(words).toContain("Protocol error");
    expect(words).toContain("-32602");
    const lost = await outcome({
      failure: {
        kind: "timeout",
        code: "E_CALL_TIMEOUT",
        phase: "mcp",
        said: "No answer within 60 s.",
        evidence: "",
        retriable: true,
        next: "Ask the server's operator.",
      },
    });
    expect(lost).toContain("No answer");
    expect(lost).toContain("E_CALL_TIMEOUT");
  });

  it("shows progress, and can be cancelled", async () => {
    await show({}, async (core) => {
      Object.assign(core.gateway.server, { hold: new Promise(() => undefined), progress: [[3, 10, "Reading"]] });
    });
    fireEvent.click(runButton());
    await screen.findByText("3 of 10 · Reading");
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(document.body.textContent).toContain("ancelled"));
    await waitFor(() => expect(runButton()).toBeDefined());
  });

  it("starts from the last call's arguments after a restart", async () => {
    await show({}, (core) =>
      core.ask("tools.call", { callId: "c", serverId: "s", toolName: "search", argumentsText: '{"query":"old"}' }),
    );
    await waitFor(() => expect(JSON.parse(editor().value)).toEqual({ query: "old" }));
  });

  it("keeps what was typed while another tool was open", async () => {
    await show();
    type('{"query": "half a th');
    cleanup();
    await show();
    expect(editor().value).toBe('{"query": "half a th');
  });
});

describe("the history and the examples of a tool", () => {
  it("list earlier calls, show one in full, and take its arguments back", async () => {
    await show({}, (core) =>
      core.ask("tools.call", { callId: "c", serverId: "s", toolName: "search", argumentsText: '{"query":"old"}' }),
    );
    await waitFor(() => expect(JSON.parse(editor().value)).toEqual({ query: "old" }));
    type("{}");
    fireEvent.click(screen.getByRole("tab", { name: "History" }));
    await screen.findByText("Completed");
    fireEvent.click(screen.getByRole("button", { name: "Use these arguments" }));
    expect(JSON.parse(editor().value)).toEqual({ query: "old" });
  });

  it("are saved by name, and run all together with what passed and what did not", async () => {
    const core = await show();
    fireEvent.click(screen.getByRole("button", { name: "Save as an example" }));
    fireEvent.change(await screen.findByRole("textbox", { name: "Name" }), { target: { value: "Open invoices" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByRole("tab", { name: "Examples · 1" });
    fireEvent.click(screen.getByRole("tab", { name: "Examples · 1" }));
    fireEvent.click(await screen.findByRole("button", { name: "Run all examples" }));
    await screen.findByText("1 of 1 passed");
    Object.assign(core.gateway.server, { outcome: { kind: "tool-error", result: { content: [] } } });
    fireEvent.click(screen.getByRole("button", { name: "Run all examples" }));
    await screen.findByText("0 of 1 passed");
    expect(screen.getByText("Failed: Tool error")).toBeDefined();
    expect(calls(core)).toHaveLength(2);
  });
});
