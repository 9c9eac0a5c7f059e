import type { Page } from "@playwright/test";
import { addDiagnosable } from "../demo/second-demo.ts";
import type { Screen } from "./screens.ts";

const open = (page: Page, name: string): Promise<void> => page.getByRole("option", { name }).click();
const tab = (page: Page, name: string): Promise<void> =>
  page
    .getByRole("tablist", { name: /^Parts of/ })
    .getByRole("tab", { name })
    .click();
const assistants = (page: Page): Promise<void> => page.getByRole("button", { name: "Assistants" }).click();
const editor = (page: Page): Promise<void> => page.locator("[data-editor=prompt] .view-line").first().waitFor();
const drift = async (page: Page, server: string): Promise<void> => {
  await open(page, server);
  await tab(page, "Drift");
};

const FILE = JSON.stringify([
  { name: "get_account_status", description: "The plan of one account.", inputSchema: { type: "object" } },
]);

const tools = (count: number, word: string): readonly object[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `tool_${at}_of_a_rather_long_department_name`,
    description: `Does what department ${at} needs, ${word}.`,
    inputSchema: { type: "object", properties: { id: { type: "string" } }, required: at % 3 === 0 ? ["id"] : [] },
  }));
const HUGE = JSON.stringify({ server: { instructions: "Be kind to callers." }, tools: tools(3_000, "at once") });
const compareWithUrl = async (page: Page, url: string): Promise<void> => {
  await page.getByRole("button", { name: "Compare with" }).click();
  await page.getByRole("menuitem", { name: "Another URL…" }).click();
  await page.getByRole("textbox", { name: "URL" }).fill(url);
};

/** The screens of drift, diagnose, lint and assistants. */
export const SECOND_SCREENS: readonly Screen[] = [
  {
    name: "drift",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await page.locator("[data-editor=diff] .view-line").first().waitFor();
    },
  },
  {
    name: "drift-words",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      const runs = page.getByRole("group", { name: /Discovery runs/ });
      for (let step = 0; step < 2; step += 1) await runs.press("Shift+ArrowLeft");
      for (let step = 0; step < 2; step += 1) await runs.press("ArrowLeft");
      await page.getByRole("option", { name: /get_account_status/ }).click();
      await page.locator("[data-editor=diff] .view-line").first().waitFor();
    },
  },
  {
    name: "drift-noise",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      const runs = page.getByRole("group", { name: /Discovery runs/ });
      // From the last run and the one before it to the third and the second: only noise lies between them.
      for (let step = 0; step < 3; step += 1) await runs.press("Shift+ArrowLeft");
      for (let step = 0; step < 3; step += 1) await runs.press("ArrowLeft");
    },
  },
  { name: "drift-once", filled: true, show: (page) => drift(page, "Seen once") },
  {
    name: "drift-flapping",
    filled: true,
    show: async (page) => {
      await drift(page, "Two minds");
      await page.locator("[data-editor=diff]").getByText("Full-text search").first().waitFor();
    },
  },
  {
    name: "drift-file",
    filled: true,
    show: async (page) => {
      await drift(page, "Seen once");
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "tools of last week.json", mimeType: "application/json", buffer: Buffer.from(FILE) });
      await page.locator("[data-editor=diff] .view-line").first().waitFor();
    },
  },
  {
    name: "drift-failed",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "notes.txt", mimeType: "application/json", buffer: Buffer.from("no JSON") });
      await page.getByRole("alert").filter({ hasText: "not JSON" }).waitFor();
    },
  },
  {
    name: "drift-huge",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "huge.json", mimeType: "application/json", buffer: Buffer.from(HUGE) });
      await page.getByText(/^risky \d/).click();
      await page.getByRole("option", { name: /The server itself/ }).click();
      await page.locator("[data-editor=diff] .view-line").first().waitFor();
    },
  },
  {
    name: "drift-url",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await compareWithUrl(page, "http://mcp.example.com/v2?token=abc123");
    },
  },
  {
    name: "drift-url-compared",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await compareWithUrl(page, "https://mcp.example.com/v2?token=abc123");
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.locator("[data-editor=diff] .view-line").first().waitFor();
    },
  },
  {
    name: "traffic-hostile",
    filled: true,
    show: async (page, demo) => {
      await open(page, "Tidy");
      await tab(page, "Traffic");
      for (let index = 0; index < 300; index += 1) demo.record("clean", { responseBody: "y".repeat(2_000) });
      demo.record("clean", {
        rpcMethod: `tools/call${"_of_a_method_that_goes_on".repeat(12)}`,
        status: 500,
        failure: "The answer ended in the middle of a message, after 65,536 bytes.",
        requestHeaders: Array.from({ length: 5 }, (_, at) => [`x-header-${at}`, "v".repeat(400)]),
        responseHeaders: [["x-one", "<b>bold</b> \u202Eesrever"]],
        responseBody: `{"html":"<img src=x onerror=alert(1)>","hidden":"a\u200Bb\u202Ec","long":"${"z".repeat(60_000)}"`,
        responseBytes: 9_400_000,
        cut: true,
      });
      await page.getByText(/in the middle of a message/).waitFor();
    },
  },
  {
    name: "drift-menu",
    filled: true,
    show: async (page) => {
      await drift(page, "Acme tools");
      await page.getByRole("button", { name: "Compare with" }).click();
      await page.getByRole("menuitem", { name: "A file of tools" }).waitFor();
    },
  },
  {
    name: "matrix",
    filled: true,
    show: async (page) => {
      await page.keyboard.press("Control+K");
      await page.getByRole("textbox", { name: "Find an action" }).fill("several servers");
      await page.keyboard.press("Enter");
      await page.getByRole("listbox", { name: "Tools by server" }).waitFor();
    },
  },
  ...(["Diagnosis", "Tools", "Drift", "Traffic"] as const).map((part) => ({
    name: `bundle-${part.toLowerCase()}`,
    filled: true,
    show: async (page: Page) => {
      await tab(page, "Diagnose");
      await page.getByRole("tabpanel").getByRole("button", { name: "Diagnose", exact: true }).click();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save bundle" }).click({ timeout: 25_000 });
      const path = await (await saved).path();
      await page.getByRole("button", { name: "Add a server" }).click();
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("menuitem", { name: /support bundle/ }).click();
      await (await chooser).setFiles(path);
      await page.getByRole("tablist", { name: "Parts of the bundle" }).getByRole("tab", { name: part }).click();
    },
  })),
  {
    name: "bundle-bad",
    filled: true,
    show: async (page) => {
      await page.getByRole("button", { name: "Add a server" }).click();
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("menuitem", { name: /support bundle/ }).click();
      await (await chooser).setFiles({ name: "photo.json", mimeType: "application/json", buffer: Buffer.from("{}") });
      await page.getByRole("button", { name: "Open another file" }).waitFor();
    },
  },
  {
    name: "tool-findings",
    filled: true,
    show: async (page) => {
      await open(page, "Messy schemas");
      await page
        .locator("summary")
        .filter({ hasText: /finding/ })
        .click();
    },
  },
  { name: "diagnose-empty", filled: true, show: (page) => tab(page, "Diagnose") },
  {
    name: "diagnose-dns",
    filled: true,
    show: async (page) => {
      await tab(page, "Diagnose");
      await page.getByRole("button", { name: "Diagnose", exact: true }).click();
      await page.getByRole("region", { name: "Conclusion" }).waitFor({ timeout: 25_000 });
    },
  },
  ...(["expired-tls", "refused", "fine"] as const).map((kind) => ({
    name: `diagnose-${kind}`,
    filled: false,
    show: async (page: Page, demo: Parameters<Screen["show"]>[1]) => {
      await addDiagnosable(demo, "Local server", kind);
      await tab(page, "Diagnose");
      await page.getByRole("tabpanel").getByRole("button", { name: "Diagnose", exact: true }).click();
      await page.getByRole("region", { name: "Conclusion" }).waitFor({ timeout: 25_000 });
    },
  })),
  {
    name: "diagnose-running",
    filled: false,
    show: async (page, demo) => {
      await addDiagnosable(demo, "Local server", "fine");
      demo.gatewayOf(
        ((await demo.fixture.ask("servers.reveal", { id: "fine" })) as { value: { url: string } }).value.url,
      ).server.hold = new Promise(() => undefined);
      await tab(page, "Diagnose");
      await page.getByRole("tabpanel").getByRole("button", { name: "Diagnose", exact: true }).click();
      await page.getByRole("listitem").filter({ hasText: "MCP" }).getByRole("img", { name: "under way" }).waitFor();
    },
  },
  {
    name: "lint-many",
    filled: true,
    show: async (page) => {
      await open(page, "Messy schemas");
      await tab(page, "Lint");
    },
  },
  {
    name: "lint-none",
    filled: true,
    show: async (page) => {
      await open(page, "Tidy");
      await tab(page, "Lint");
    },
  },
  {
    name: "lint-silence",
    filled: true,
    show: async (page) => {
      await open(page, "Messy schemas");
      await tab(page, "Lint");
      await page
        .getByRole("button", { name: /^What to do about/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /Silence/ }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "lint-silenced",
    filled: true,
    show: async (page) => {
      await open(page, "Messy schemas");
      await tab(page, "Lint");
      await page
        .getByRole("button", { name: /^What to do about/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /Silence/ }).click();
      await page.getByRole("radio", { name: "The rule on this server" }).click();
      await page.getByLabel("Reason").fill("The gateway in front of the server mends it.");
      await page.getByRole("button", { name: "Silence", exact: true }).click();
      await page.getByRole("button", { name: "1 silenced" }).click();
      await page.getByRole("dialog", { name: "Silenced findings" }).waitFor();
    },
  },
  { name: "assistants-empty", filled: false, show: assistants },
  {
    name: "assistant",
    filled: true,
    show: async (page) => {
      await assistants(page);
      await editor(page);
    },
  },
  {
    name: "assistant-fix",
    filled: true,
    show: async (page) => {
      await assistants(page);
      await editor(page);
      await page
        .getByRole("button", { name: /^What to do about P001/ })
        .first()
        .click();
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "assistant-triggers",
    filled: true,
    show: async (page) => {
      await assistants(page);
      await editor(page);
      await page.getByText("Triggers", { exact: true }).click();
    },
  },
  {
    name: "assistant-blank",
    filled: true,
    show: async (page) => {
      await assistants(page);
      await open(page, "Onboarding");
      await editor(page);
    },
  },
  {
    name: "assistant-thousand",
    filled: true,
    show: async (page) => {
      await assistants(page);
      await open(page, "Everything assistant");
      await editor(page);
    },
  },
];
