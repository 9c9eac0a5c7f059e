import { expect, type Locator, type Page } from "@playwright/test";
import type { JsonObject } from "#shared/base/json.ts";
import { startChangingServer, type ChangingServer } from "./changing-server.ts";
import { test } from "./console.ts";

const text = (description: string): JsonObject => ({ type: "string", description });
const tool = (name: string, description: string, properties: JsonObject, required: readonly string[]): JsonObject => ({
  name,
  description,
  inputSchema: { type: "object", properties, required: [...required], additionalProperties: false },
});
const order = tool("get_order", "Looks up one order.", { number: text("The order's number.") }, ["number"]);
const refund = tool("refund_order", "Refunds an order.", { number: text("The order's number.") }, ["number"]);
const stricter = tool(
  "refund_order",
  "Refunds an order. Always ask for the reason first.",
  { number: text("The order's number."), reason: text("Why.") },
  ["number", "reason"],
);
const ship = tool("ship_order", "Ships an order.", { number: text("The order's number.") }, ["number"]);

let server: ChangingServer;
test.beforeEach(async () => {
  server = await startChangingServer({ "/shop": [order, refund], "/other": [order, stricter, ship] });
});
test.afterEach(() => server.close());

const tab = (page: Page, name: string): Promise<void> =>
  page
    .getByRole("tablist", { name: /^Parts of/u })
    .getByRole("tab", { name })
    .click();
const drift = (page: Page): Locator => page.getByRole("region", { name: "Drift", exact: true });
const runs = (page: Page): Locator => page.getByRole("group", { name: /^Discovery runs/u });
const changed = (page: Page): Locator => page.getByRole("listbox", { name: "Changed tools" }).getByRole("option");
const level = (page: Page, name: RegExp): Locator => drift(page).locator("label").filter({ hasText: name });

async function add(page: Page, name: string, path: string): Promise<void> {
  const welcome = page.locator("[data-pane=workbench]").getByRole("button", { name: "Add a server" });
  const menu = page.getByRole("button", { name: "Add a server", exact: true });
  await menu.first().waitFor();
  if (await welcome.isVisible()) await welcome.click();
  else {
    await menu.click();
    await page.getByRole("menuitem", { name: "Paste a URL" }).click();
  }
  await page.getByRole("textbox", { name: "Server URL" }).fill(server.url(path));
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Add and discover" }).click();
  await expect(page.getByRole("status", { name: "Registration verdict" })).toContainText("would register");
}

async function discover(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: /^Discover again/u }).click();
  await expect(runs(page).getByRole("button")).toHaveCount(count);
}

async function compareWith(page: Page, what: string): Promise<void> {
  await page.getByRole("button", { name: "Compare with" }).click();
  await page.getByRole("menuitem", { name: what }).click();
}

test("drift: what changed is shown, filtered, copied, pinned and compared with anything", async ({
  console: { page },
}) => {
  const uncaught: string[] = [];
  page.on("pageerror", (error) => uncaught.push(String(error)));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await add(page, "Shop", "/shop");
  await tab(page, "Drift");

  await test.step("one run has nothing before it, and says what to do", async () => {
    await expect(drift(page)).toContainText("There is one snapshot so far.");
  });

  await test.step("a change is listed with its level, its reason, its witness and both definitions", async () => {
    server.change("/shop", [order, stricter]);
    await discover(page, 2);
    await expect(changed(page)).toHaveCount(2);
    await expect(changed(page).first()).toContainText("refund_order");
    await expect(drift(page)).toContainText("This call was valid before and is not now");
    const diff = drift(page).locator("[data-editor=diff]");
    await expect(diff.locator(".editor.original .view-line").filter({ hasText: "Refunds an order." })).toBeVisible();
    await expect(diff.locator(".editor.modified .view-line").filter({ hasText: "Always ask" })).toBeVisible();
    await expect(diff.locator(".line-insert").first()).toBeVisible();
    await expect(runs(page).locator("[data-level=breaking]")).toHaveCount(1);
  });

  await test.step("filtered by level and by who is affected", async () => {
    await level(page, /^risky/u).click();
    await expect(changed(page)).toHaveText([/The server itself/u]);
    await level(page, /^risky/u).click();
    await level(page, /^prompts/u).click();
    await expect(changed(page)).toHaveText([/refund_order/u]);
    await level(page, /^prompts/u).click();
    await expect(changed(page)).toHaveCount(2);
  });

  await test.step("copied as Markdown", async () => {
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("refund_order");
    expect(copied).toContain("breaking");
  });

  await test.step("any two runs, by the keyboard and by the pointer", async () => {
    server.change("/shop", [order, stricter, ship]);
    await discover(page, 3);
    await expect(changed(page).filter({ hasText: "ship_order" })).toHaveCount(1);
    await expect(changed(page).filter({ hasText: "refund_order" })).toHaveCount(0);
    await runs(page).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await expect(changed(page).filter({ hasText: "refund_order" })).toHaveCount(1);
    await expect(changed(page).filter({ hasText: "ship_order" })).toHaveCount(1);
    await page.keyboard.press("ArrowLeft");
    await expect(changed(page).filter({ hasText: "ship_order" })).toHaveCount(0);
    await runs(page).getByRole("button").last().click();
    await expect(changed(page).filter({ hasText: "ship_order" })).toHaveCount(1);
    await runs(page)
      .getByRole("button")
      .nth(1)
      .click({ modifiers: ["Shift"] });
    await expect(changed(page).filter({ hasText: "refund_order" })).toHaveCount(0);
  });

  await test.step("a baseline is pinned, compared with, moved and taken off", async () => {
    await runs(page).getByRole("button").first().click();
    await page.getByRole("button", { name: "Accept as baseline" }).click();
    await expect(page.getByRole("button", { name: "Unpin baseline" })).toBeVisible();
    await runs(page).getByRole("button").last().click();
    await compareWith(page, "The baseline");
    await expect(changed(page).filter({ hasText: "refund_order" })).toHaveCount(1);
    await page.getByRole("button", { name: "Accept as baseline" }).click();
    await expect(runs(page).locator("[data-baseline=true]")).toHaveCount(1);
    await expect(drift(page)).toContainText("Nothing changed between these two.");
    await page.getByRole("button", { name: "Unpin baseline" }).click();
    await expect(page.getByRole("button", { name: "Accept as baseline" })).toBeVisible();
  });

  await test.step("a file, one that is none, and another URL", async () => {
    const file = (body: string) => ({
      name: "last-week.json",
      mimeType: "application/json",
      buffer: Buffer.from(body),
    });
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(file(JSON.stringify({ tools: [order] })));
    await expect(changed(page).filter({ hasText: "ship_order" })).toHaveCount(1);
    await page.locator("input[type=file]").first().setInputFiles(file("no JSON"));
    await expect(drift(page).getByRole("alert")).toContainText("The file is not JSON.");
    await compareWith(page, "Another URL…");
    await page.getByRole("textbox", { name: "URL" }).fill(server.url("/other"));
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(drift(page)).toContainText("Nothing changed between these two.");
  });

  await test.step("several servers, tool by tool", async () => {
    server.change("/shop", [order, refund]);
    await discover(page, 4);
    await add(page, "Other", "/other");
    await tab(page, "Drift");
    await compareWith(page, "Several servers, tool by tool…");
    const matrix = page.getByRole("dialog", { name: "Tools by server" });
    await matrix.getByRole("combobox", { name: "Servers to compare" }).click();
    await page.getByRole("option", { name: "Shop", exact: true }).click();
    await expect(matrix.getByRole("option", { name: /refund_order/u })).toContainText("different");
    await expect(matrix.getByRole("option", { name: /ship_order/u })).toContainText("missing");
    await expect(matrix.getByRole("option", { name: /get_order/u })).toHaveCount(0);
  });
  expect(uncaught).toEqual([]);
});

test("drift: a watched server's change arrives by itself, is noted, and leads to what changed", async ({
  console: { page },
}) => {
  await add(page, "Shop", "/shop");
  await tab(page, "Drift");
  await page.getByRole("combobox", { name: "Watch this server" }).selectOption("Watch every hour");
  await expect.poll(() => server.listeners).toBe(1);
  await tab(page, "Tools");
  server.change("/shop", [order, stricter]);
  const note = page.getByRole("alert").filter({ hasText: "Shop changed: breaking" });
  await expect(note).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("tab", { name: /^Drift/u })).toContainText("1");
  await note.getByRole("button", { name: "Show drift" }).click();
  await expect(changed(page).first()).toContainText("refund_order");
  await expect(note).toBeHidden();
  await page.getByRole("combobox", { name: "Watch this server" }).selectOption("Not watched");
  await expect.poll(() => server.listeners).toBe(0);
});
