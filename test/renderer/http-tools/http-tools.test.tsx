import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ok } from "#shared/base/result.ts";
import type { OpenedHttpTool } from "#core/model-ports.ts";
import { tool } from "../../support/fake-gateway.ts";
import { addDiscovered, endConsole, renderConsole, type RenderedConsole } from "../../support/render-console.tsx";

let console: RenderedConsole;
let count = 0;
const called: OpenedHttpTool[] = [];
beforeEach(() => {
  count += 1;
  called.length = 0;
});
afterEach(() => endConsole(console));

const PLAN = tool("get_plan", {
  description: "The plan of one account.",
  inputSchema: { type: "object", properties: { account: { type: "string" } }, required: ["account"] },
  annotations: { readOnlyHint: true },
});

async function show(): Promise<void> {
  console = await renderConsole(
    { tools: [PLAN] },
    async (fixture) => {
      await addDiscovered(fixture, `single-${count}`, "Plans", "https://plans.example/mcp");
      await fixture.ask("assistants.save", {
        id: `voice-${count}`,
        name: `Support voice ${count}`,
        prompt: "Be kind.",
        serverIds: [`single-${count}`],
        profileId: "insighto",
        severities: {},
      });
    },
    {
      httpTools: {
        call: async (opened) => {
          called.push(opened);
          return ok({
            status: 200,
            contentType: "application/json",
            bytes: 14,
            outcome: { kind: "completed", result: { content: [{ type: "text", text: '{"plan":"gold"}' }] } },
            timings: { connectMs: 5, waitMs: 20, readMs: 1, totalMs: 26 },
          });
        },
      },
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Assistants" }));
  await screen.findByRole("heading", { name: `Support voice ${count}`, level: 1 }, { timeout: 5_000 });
  fireEvent.click(await screen.findByRole("tab", { name: "Custom tools" }, { timeout: 5_000 }));
}
const fill = (label: string, value: string): void => {
  fireEvent.change(within(screen.getByRole("dialog")).getByLabelText(label), { target: { value } });
};
const assistant = async () => (await console.ask("assistants.list", {}))[0];

describe("custom HTTP tools", () => {
  it("are added to the assistant, with a secret header that never comes back", async () => {
    await show();
    fireEvent.click(await screen.findByRole("button", { name: "Add a custom HTTP tool" }, { timeout: 5_000 }));
    await screen.findByRole("dialog", { name: "Add a custom HTTP tool" }, { timeout: 5_000 });
    fireEvent.click(screen.getByRole("button", { name: "Add the tool" }));
    expect(await screen.findByText(/There is no address/)).toBeDefined();
    fill("Name", "get_order");
    fill("URL", "https://api.example.com/orders/{order}");
    expect(await screen.findByText(/The URL needs \{order\}/)).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Add to the schema" }));
    await waitFor(() => expect(screen.queryByText(/The URL needs/)).toBeNull());
    fireEvent.click(screen.getByRole("button", { name: "Add a header" }));
    fill("Header name", "Authorization");
    fill("Value of Authorization", "Bearer abc123def456");
    fireEvent.click(screen.getByRole("button", { name: "Add the tool" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const row = await screen.findByRole("listitem");
    expect(row.textContent).toContain("1 secret header");
    expect(within(row).getByRole<HTMLInputElement>("switch").checked).toBe(true);
    const [stored] = await console.ask("httpTools.list", {});
    expect((await assistant())?.httpToolIds).toEqual([stored?.id]);
    expect((await assistant())?.prompt).toBe("Be kind.");
    expect(JSON.stringify(stored)).not.toContain("abc123def456");

    fireEvent.click(within(row).getByRole("switch"));
    await waitFor(async () => expect((await assistant())?.httpToolIds).toEqual([]));
  });

  it("are tried by hand, with the answer and its time", async () => {
    await show();
    await console.ask("httpTools.save", {
      id: `plan-${count}`,
      name: "get_plan",
      description: "The plan.",
      method: "GET",
      url: "https://api.example.com/plans/{account}",
      inputSchema: { type: "object", properties: { account: { type: "string" } } },
      headers: [],
      readOnly: true,
      timeoutMs: 1000,
    });
    fireEvent.click(await screen.findByRole("button", { name: "Try get_plan" }, { timeout: 5_000 }));
    fireEvent.click(await screen.findByRole("button", { name: "Call it" }, { timeout: 5_000 }));
    const answer = await screen.findByRole("region", { name: "Answer" });
    expect(answer.textContent).toContain("HTTP 200");
    expect(answer.textContent).toContain('{"plan":"gold"}');
    expect(called).toHaveLength(1);
  });

  it("are removed with a way back", async () => {
    await show();
    await console.ask("httpTools.save", {
      id: `plan-${count}`,
      name: "get_plan",
      description: "",
      method: "POST",
      url: "https://api.example.com/plans",
      inputSchema: { type: "object" },
      headers: [],
      readOnly: false,
      timeoutMs: 1000,
    });
    fireEvent.click(await screen.findByRole("button", { name: "Actions of get_plan" }, { timeout: 5_000 }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Remove" }));
    await screen.findByText("There are no custom HTTP tools.");
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "Try get_plan" })).toBeDefined();
  });

  it("are offered where a server lists a single tool, made from its schema", async () => {
    await show();
    expect(await screen.findByText(/Plans has a single tool/, undefined, { timeout: 5_000 })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Servers" }));
    fireEvent.click(await screen.findByRole("button", { name: "Make a custom tool from this schema" }));
    await screen.findByRole("dialog", undefined, { timeout: 5_000 });
    expect(within(screen.getByRole("dialog")).getByLabelText<HTMLInputElement>("Name").value).toBe("get_plan");
    fill("URL", "https://api.example.com/plans/{account}");
    fireEvent.click(screen.getByRole("button", { name: "Add the tool" }));
    await waitFor(async () =>
      expect(await console.ask("httpTools.list", {})).toMatchObject([
        { name: "get_plan", readOnly: true, inputSchema: { required: ["account"] } },
      ]),
    );
  });
});
