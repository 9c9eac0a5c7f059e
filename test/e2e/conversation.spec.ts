import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { test, type ConsoleUnderTest } from "./console.ts";

const input = (page: Page): Locator => page.getByRole("textbox", { name: "Say something" });
const transcript = (page: Page): Locator => page.getByRole("region", { name: "Transcript" });
const inspector = (page: Page): Locator => page.getByRole("region", { name: "Inspector" });
const step = (page: Page, name: RegExp): Locator => transcript(page).getByRole("button", { name });

async function say(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
  await page.keyboard.press("Enter");
}

/** The text of the file that a press saves. The desktop shell would ask where; here it is told. */
async function savedBy(console: ConsoleUnderTest, press: () => Promise<void>): Promise<string> {
  const { electron, page, home } = console;
  if (electron === undefined) {
    const saving = page.waitForEvent("download");
    await press();
    return await readFile(await (await saving).path(), "utf8");
  }
  const file = join(home, "transcript.md");
  const done = electron.evaluate(
    async ({ session }, path) =>
      await new Promise<string>((resolve) => {
        session.defaultSession.once("will-download", (_event, item) => {
          item.setSavePath(path);
          item.once("done", (_done, state) => resolve(state));
        });
      }),
    file,
  );
  await press();
  expect(await done).toBe("completed");
  return await readFile(file, "utf8");
}

test("the demonstration: asked, answered, allowed, stopped, exported, and still there after a restart", async ({
  console,
}) => {
  let { page } = console;
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });

  await page.getByRole("button", { name: "See a demonstration" }).click();
  await expect(page.getByRole("region", { name: "Start of the conversation" })).toContainText("7 tools", {
    timeout: 20_000,
  });
  // The first scripted turn says itself: it is looked up without asking, because the tool claims to only read.
  await expect(step(page, /get_account_status answered/)).toBeVisible({ timeout: 20_000 });
  await expect(inspector(page)).toContainText("seats used");
  await expect(page.getByRole("button", { name: /what was measured/ })).toBeVisible();

  // The next line of the script is offered; it lacks something, and the answer to the question is taken.
  await input(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option", { name: /invite a colleague/ }).click();
  await page.keyboard.press("Enter");
  await expect(step(page, /Decided to ask/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop the turn" })).toBeHidden();
  await say(page, "ada@example.com, as an editor");

  // It changes something, so it waits for permission; the keyboard answers.
  const permission = page.getByRole("group", { name: /^Permission to call provision_seat/ });
  await expect(permission).toBeFocused();
  await expect(permission).toContainText("ada@example.com");
  await page.keyboard.press("a");
  await expect(step(page, /provision_seat answered/)).toBeVisible();
  await step(page, /Decided to call provision_seat/).click();
  await expect(inspector(page).locator("mark").first()).toContainText("ACC-1003");

  // Stopped while it waits for permission: nothing is called.
  await say(page, "Please invite bob@example.com to account ACC-1001 as a viewer");
  await expect(permission).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(permission).toBeHidden();
  await expect(page.getByRole("button", { name: "Stop the turn" })).toBeHidden();
  await expect(step(page, /provision_seat answered/)).toHaveCount(1);

  await inspector(page).getByText("Voice", { exact: true }).click();
  await expect(inspector(page)).toContainText("Silence");

  await page.getByRole("button", { name: "Export" }).click();
  const text = await savedBy(console, () => page.getByRole("menuitem", { name: "Markdown" }).click());
  expect(text).toContain("How is account ACC-1002 doing?");
  expect(text).toContain("provision_seat");

  page = await console.restart();
  await page.getByRole("button", { name: "Assistants" }).click();
  // It stands where it stood, and goes on at once.
  await expect(transcript(page)).toContainText("ada@example.com, as an editor");
  await say(page, "How is account ACC-1001 doing?");
  await expect(step(page, /get_account_status answered/)).toHaveCount(2);
  expect(complaints).toEqual([]);
  expect(console.printed).not.toContain("bug in");
});
