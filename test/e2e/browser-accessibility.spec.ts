import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openConsole } from "./console.ts";
import { chooseTool, openHistory, result, startSample, toolList, typeArguments } from "./walk.ts";

/** Everything that axe finds on the screen as it stands, of any level, as lines a person can act on. */
async function findings(page: Page, screen: string): Promise<readonly string[]> {
  // A theme or a dialog that is still fading has colours of its own.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${screen}: ${id} (${impact ?? "?"}) at ${target.join(" ")}: ${failureSummary ?? ""}`,
    ),
  );
}

/** Opens each tab of a tab list in turn; `look` sees each of them. */
async function eachTab(page: Page, list: string | RegExp, look: (tab: string) => Promise<void>): Promise<void> {
  const tabs = page.getByRole("tablist", { name: list }).first().getByRole("tab");
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await look((await tab.textContent()) ?? "");
  }
}

async function dialogs(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  for (const item of ["Paste a URL", "Import a client", "Sample servers"]) {
    await page.getByRole("button", { name: "Add a server", exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(`dialog: ${item}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
}

async function callScreens(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  const tool = "get_account_status";
  await chooseTool(page, tool);
  await look("a tool");
  await eachTab(page, `About ${tool}`, (tab) => look(`about a tool: ${tab}`));
  await page.getByRole("tab", { name: "Description", exact: true }).click();
  await typeArguments(page, tool, '{ "account_id": 1 }');
  await expect(page.getByText("against the schema")).toBeVisible();
  await look("arguments with a mistake");
  await page.getByText("Form", { exact: true }).click();
  await look("arguments as a form");
  await page.getByText("JSON", { exact: true }).first().click();
  await typeArguments(page, tool, '{ "account_id": "ACC-1001" }');
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(result(page)).toContainText("seats used");
  await look("a result");
  await openHistory(page);
  await look("history");
  await result(page)
    .getByRole("tab", { name: /Examples/u })
    .click();
  await look("examples");
}

async function conversationScreens(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("textbox", { name: "Find an action" }).fill("demonstration");
  await page.keyboard.press("Enter");
  const transcript = page.getByRole("region", { name: "Transcript" });
  await expect(transcript.getByRole("button", { name: /get_account_status answered/ })).toBeVisible({
    timeout: 20_000,
  });
  await look("conversation: a result");
  await transcript.getByRole("button", { name: /Considered/ }).click();
  await look("conversation: a ranking");
  await transcript.getByRole("button", { name: /Decided to call/ }).click();
  await look("conversation: arguments");
  await page.getByRole("region", { name: "Inspector" }).getByText("Voice", { exact: true }).click();
  await expect(page.getByText("Tools of this turn")).toBeVisible();
  await look("conversation: voice");
  await page.getByRole("button", { name: /what was measured/ }).click();
  await look("conversation: what was measured of the simulated model");
  await page.keyboard.press("Escape");
  await page
    .getByRole("textbox", { name: "Say something" })
    .fill("Please invite ada@example.com to account ACC-1003 as an editor");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^Permission/ })).toBeVisible();
  await look("conversation: permission");
  await page.keyboard.press("Escape");
}

/** Drafts, suites and custom tools of the only assistant there is. */
async function trialScreens(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Servers", exact: true }).click();
  await chooseTool(page, "search_tickets");
  await page.getByRole("tab", { name: "Draft" }).click();
  await page.getByRole("combobox", { name: "When someone says" }).fill("Is anything open about the invoice?");
  await page.getByRole("textbox", { name: "Description", exact: true }).fill("Finds what is open.");
  await expect(page.getByRole("region", { name: "Ranking before and after" })).toBeVisible();
  await look("a draft");

  await page.getByRole("button", { name: "Assistants", exact: true }).click();
  await page.getByRole("tab", { name: "Suites" }).click();
  await look("no suite");
  await page.getByRole("button", { name: "Add a suite" }).click();
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.getByRole("textbox", { name: "Someone says" }).fill("Search the support tickets about invoices");
  await page.getByRole("combobox", { name: "Tool" }).fill("get_account_status");
  await page.getByRole("button", { name: "Before and after drafts" }).click();
  await expect(page.getByRole("region", { name: "Flips between two runs" })).toBeVisible();
  for (const part of ["Flips", "Rows", "Confusion", "By tool", "Runs"]) {
    await page.getByRole("radiogroup", { name: "What to show of the suite" }).getByText(part).click();
    await look(`suite: ${part}`);
  }
  await page.getByRole("button", { name: /Simulated model/u }).click();
  await expect(page.getByLabel("Times each row is tried")).toBeVisible();
  await look("suite: how it runs");
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Custom tools" }).click();
  await page.getByRole("button", { name: "Add a custom HTTP tool" }).click();
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByRole("button", { name: "Add the tool" }).click();
  await look("a custom tool with mistakes");
  await page.keyboard.press("Escape");
}

for (const colorScheme of ["dark", "light"] as const) {
  test(`axe finds nothing in a conversation, ${colorScheme}`, async () => {
    test.setTimeout(180_000);
    const console = await openConsole({ shell: "browser", colorScheme });
    const found: string[] = [];
    const look = async (screen: string): Promise<void> => void found.push(...(await findings(console.page, screen)));
    try {
      await expect(console.page.getByRole("button", { name: "See a demonstration" })).toBeVisible();
      await conversationScreens(console.page, look);
    } finally {
      await console.close();
    }
    expect(found).toEqual([]);
  });

  test(`axe finds nothing in drafts, suites and custom tools, ${colorScheme}`, async () => {
    test.setTimeout(180_000);
    const console = await openConsole({ shell: "browser", colorScheme });
    const { page } = console;
    const found: string[] = [];
    const look = async (screen: string): Promise<void> => void found.push(...(await findings(page, screen)));
    try {
      await startSample(page, "Customer success");
      await page.getByRole("button", { name: "Assistants", exact: true }).click();
      await page.getByRole("button", { name: "Add an assistant" }).click();
      await trialScreens(page, look);
    } finally {
      await console.close();
    }
    expect(found).toEqual([]);
  });

  test(`axe finds nothing on any screen, ${colorScheme}`, async () => {
    test.setTimeout(480_000);
    const console = await openConsole({ shell: "browser", colorScheme });
    const { page } = console;
    const found: string[] = [];
    const look = async (screen: string): Promise<void> => void found.push(...(await findings(page, screen)));
    try {
      await expect(page.getByRole("button", { name: "Start Customer success" })).toBeVisible();
      await look("welcome");
      await startSample(page, "Customer success");
      await expect(toolList(page)).toBeVisible();
      await dialogs(page, look);
      await callScreens(page, look);
      await eachTab(page, /^Parts of/u, (tab) => look(`tab: ${tab}`));
      for (const room of await page.getByRole("navigation", { name: "Rooms" }).getByRole("button").all()) {
        await room.click();
        await expect(room).toHaveAttribute("aria-current", "page");
        // The room's code arrives after the press.
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await look(`room: ${(await room.getAttribute("aria-label")) ?? ""}`);
      }
      await page.keyboard.press("ControlOrMeta+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await look("palette");
    } finally {
      await console.close();
    }
    expect(found).toEqual([]);
  });
}
