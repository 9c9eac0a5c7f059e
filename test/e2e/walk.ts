import { expect, type Locator, type Page } from "@playwright/test";

// What a person does in the window, by the names that a person (or a screen reader) sees.

/** From the welcome page: starts a sample server and waits for its verdict. */
export async function startSample(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: `Start ${title}` }).click();
  await expect(verdict(page)).toContainText("would register");
}

export const verdict = (page: Page): Locator => page.getByRole("status", { name: "Registration verdict" });

export const toolList = (page: Page): Locator => page.getByRole("listbox", { name: "Tools as advertised" });

export async function chooseTool(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "Filter tools" }).fill(name);
  await toolList(page).getByRole("option", { name }).first().click();
  await expect(argumentsOf(page, name)).toBeVisible();
}

/** The editor of a tool's arguments, once Monaco has taken over from the plain field. */
export const argumentsOf = (page: Page, tool: string): Locator =>
  page.locator("[data-editor=json]").getByRole("textbox", { name: `Arguments of ${tool}` });

/** Replaces the text of the editor. */
export async function typeArguments(page: Page, tool: string, text: string): Promise<void> {
  await argumentsOf(page, tool).focus();
  await page.keyboard.press("ControlOrMeta+a");
  // Without this the editor would put the first bracket around what is selected.
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

export const problems = (page: Page): Locator => page.getByRole("status", { name: "Problems in the arguments" });

/** The pane beside the arguments. */
export const result = (page: Page): Locator => page.getByRole("region", { name: "Result", exact: true });

export const history = (page: Page, tool: string): Locator =>
  page.getByRole("listbox", { name: `Calls of ${tool}` }).getByRole("option");

export const openHistory = (page: Page): Promise<void> => result(page).getByRole("tab", { name: "History" }).click();
