import { expect, type Page } from "@playwright/test";
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
