import { expect, type Page } from "@playwright/test";
import { test } from "./console.ts";
import { chooseTool, startSample } from "./walk.ts";

const CSV = [
  "utterance,expect,tool",
  "The kettle in the kitchen is humming again,ask,flag_for_QBR",
  "Search the support tickets about invoices,call,search_tickets",
  "What is the capital of France?,none,",
  "Nobody knows what comes of this,perhaps,",
].join("\n");

const suites = (page: Page) => page.getByRole("region", { name: "Suites", exact: true });
const row = (page: Page, words: string) =>
  page.getByRole("listbox", { name: "Rows of the suite" }).getByRole("option", { name: words });

test("a suite from a file is run, a description drafted, and the run again shows what flipped", async ({ console }) => {
  const { page } = console;
  await startSample(page, "Customer success");
  await page.getByRole("button", { name: "Assistants", exact: true }).click();
  await page.getByRole("button", { name: "Add an assistant" }).click();
  await page.getByRole("tab", { name: "Suites" }).click();

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import CSV or JSON lines…" }).click();
  await (await chooser).setFiles({ name: "calls of May.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) });
  const report = page.getByRole("status", { name: "What became of the file" });
  await expect(report).toContainText("3 rows of calls of May.csv are here. 1 line could not be read");
  await expect(report).toContainText("line 5");
  await report.getByRole("button", { name: "Dismiss" }).click();

  await page.getByRole("button", { name: /^Run/u }).click();
  await expect(row(page, "kettle").locator("[aria-label=failed]")).toBeVisible();
  await expect(row(page, "invoices").locator("[aria-label=passed]")).toBeVisible();

  await page.getByRole("button", { name: "Servers", exact: true }).click();
  await chooseTool(page, "flag_for_QBR");
  await page.getByRole("tab", { name: "Draft" }).click();
  await page
    .getByRole("textbox", { name: "Description", exact: true })
    .fill("The kettle in the kitchen is humming: use it when a kettle is humming again.");
  await expect(page.getByText("Saved here; the server is not touched")).toBeVisible();

  await page.getByRole("button", { name: "Assistants", exact: true }).click();
  await page.getByRole("tab", { name: "Suites" }).click();
  await page.getByRole("button", { name: /^Run/u }).click();
  await expect(suites(page)).toContainText("1 draft");
  await page.getByText("Flips", { exact: true }).click();
  const flips = page.getByRole("region", { name: "Flips between two runs" });
  await expect(flips.getByRole("listbox", { name: "Flips" }).getByRole("option", { name: "fixed" })).toContainText(
    "kettle",
  );
  await expect(flips).toContainText("the tools or their texts");

  await page.getByRole("button", { name: "Before and after drafts" }).click();
  await expect(page.getByRole("radiogroup", { name: "What to show of the suite" })).toContainText("Runs 4");
  await expect(flips.getByRole("option", { name: "kettle" })).toBeVisible();
});
