import { expect, type Page } from "@playwright/test";
import { startChangingServer } from "./changing-server.ts";
import { test } from "./console.ts";

const text = (page: Page): Promise<string> =>
  page
    .locator("[data-editor=prompt] .view-lines")
    .innerText()
    .then((shown) => shown.replaceAll("\u00a0", " ").trim());

/** Puts the cursor on a word, opens the quick fixes and takes the one with this title. */
async function fix(page: Page, word: string, title: string): Promise<void> {
  await page.locator("[data-editor=prompt] .view-line").getByText(word).first().click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText(title).click();
}

test("quick fixes of the prompt editor write the right name and take a dead mention out, and are undone", async ({
  console: { page },
}) => {
  await page.getByRole("button", { name: "Start Customer success" }).click();
  await page.getByRole("option", { name: "search_tickets" }).waitFor();
  await page.getByRole("button", { name: "Assistants" }).click();
  await page.getByRole("button", { name: "Add an assistant" }).first().click();
  const editor = page.getByRole("textbox", { name: /^System prompt of/ });
  await page.locator("[data-editor=prompt]").waitFor();
  await editor.focus();
  const right = "When a caller has a problem, use search_tickets.";
  const wrong = "When a caller has a problem, use `serch_tickets`.";
  await page.keyboard.insertText(wrong);
  await expect(page.locator("[data-editor=prompt] .squiggly-error").first()).toBeVisible();
  await fix(page, "serch_tickets", "Write search_tickets");
  await expect.poll(() => text(page)).toBe(right.replace("search_tickets", "`search_tickets`"));
  await page.keyboard.press("Control+z");
  await expect.poll(() => text(page)).toBe(wrong);

  await page.keyboard.press("Control+a");
  const both = "Be kind to callers. Call `frobnicate_the_widget` for refunds.";
  await page.keyboard.insertText(both);
  await expect(page.locator("[data-editor=prompt] .squiggly-error").first()).toBeVisible();
  await fix(page, "frobnicate_the_widget", "Remove the sentence that names it");
  await expect.poll(() => text(page)).toBe("Be kind to callers.");
  await page.keyboard.press("Control+z");
  await expect.poll(() => text(page)).toBe(both);
});

test("the prompt editor offers the tools' names, explains and marks them, and writes the new name of a renamed one", async ({
  console: { page },
}) => {
  const uncaught: string[] = [];
  page.on("pageerror", (error) => uncaught.push(String(error)));
  const tool = (name: string) => ({
    name,
    description: "Full-text search over support tickets. <img src=x onerror=alert(1)>",
    inputSchema: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
  });
  const server = await startChangingServer({ "/mcp": [tool("search_tickets")] });
  await page.locator("[data-pane=workbench]").getByRole("button", { name: "Add a server" }).click();
  await page.getByRole("textbox", { name: "Server URL" }).fill(server.url("/mcp"));
  await page.getByRole("textbox", { name: "Name" }).fill("Desk");
  await page.getByRole("button", { name: "Add and discover" }).click();
  await page.getByRole("option", { name: "search_tickets" }).waitFor();
  const room = (name: string): Promise<void> =>
    page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name }).click();
  await room("Assistants");
  await page.getByRole("button", { name: "Add an assistant" }).first().click();
  const editor = page.getByRole("textbox", { name: /^System prompt of/ });
  const shown = page.locator("[data-editor=prompt]");
  await shown.waitFor();
  const attached = page.getByRole("combobox", { name: "Attached servers" });
  if ((await page.getByText("Desk", { exact: true }).count()) === 0) {
    await attached.click();
    await page.getByRole("option", { name: "Desk", exact: true }).click();
  }

  await test.step("completion", async () => {
    await editor.focus();
    await page.keyboard.type("When a caller has a problem, use sea");
    await page.keyboard.press("Control+Space");
    const offered = shown.locator(".suggest-widget .monaco-list-row").filter({ hasText: "search_tickets" });
    await expect(offered).toContainText("Desk");
    await page.keyboard.press("Enter");
    await expect.poll(() => text(page)).toBe("When a caller has a problem, use search_tickets");
  });

  await test.step("the name is marked, and the pointer over it is told what it is, as text", async () => {
    await page.keyboard.type(". Close politely.");
    const name = shown.locator(".pf-tool-name");
    await expect(name).toHaveText("search_tickets");
    await name.hover();
    const hover = page.locator(".monaco-hover:visible").first();
    await expect(hover).toContainText("search_tickets(query)");
    await expect(hover).toContainText("Full-text search over support tickets. <img src=x onerror=alert(1)>");
    await expect(hover).toContainText("Desk, listed");
    expect(await page.locator("img[src=x]").count()).toBe(0);
  });

  await test.step("a renamed tool is marked and rewritten", async () => {
    server.change("/mcp", [tool("find_tickets")]);
    await room("Servers");
    await page.getByRole("button", { name: /^Discover again/u }).click();
    await page.getByRole("option", { name: "find_tickets" }).waitFor();
    await room("Assistants");
    await expect(shown.locator(".squiggly-error").first()).toBeVisible();
    await expect(page.getByText("it became find_tickets").first()).toBeVisible();
    await fix(page, "search_tickets", "Write find_tickets");
    await expect.poll(() => text(page)).toBe("When a caller has a problem, use find_tickets. Close politely.");
    await expect(shown.locator(".squiggly-error")).toHaveCount(0);
    await expect(shown.locator(".pf-tool-name")).toHaveText("find_tickets");
  });
  expect(uncaught).toEqual([]);
  await server.close();
});
