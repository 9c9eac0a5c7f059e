import { expect } from "@playwright/test";
import { test } from "./console.ts";
import { chooseTool, startSample, toolList } from "./walk.ts";

test("a draft moves a tool to the first place as it is typed, and outlives a restart", async ({ console }) => {
  let { page } = console;
  await startSample(page, "Customer success");
  await chooseTool(page, "provision_seat");
  await page.getByRole("tab", { name: "Draft" }).click();
  await page.getByRole("combobox", { name: "When someone says" }).fill("the kettle in the kitchen is humming again");
  const move = page.getByRole("region", { name: "Ranking before and after" }).getByRole("status");
  await expect(move).not.toContainText("1st");

  const description = page.getByRole("textbox", { name: "Description", exact: true });
  await description.press("ControlOrMeta+a");
  await description.pressSequentially("The kettle in the kitchen is humming: use it when a kettle is humming again.");
  await expect(move).toContainText(/provision_seat (moves from \d+\w\w to|was not considered, and is) 1st/u);
  await expect(toolList(page).getByRole("option", { name: "provision_seat" })).toContainText("draft");
  await expect(page.getByRole("region", { name: "What the draft changes: Description" })).toContainText("kettle");
  await expect(page.getByText("Saved here; the server is not touched")).toBeVisible();

  page = await console.restart();
  await toolList(page).getByRole("option", { name: "provision_seat" }).click();
  await page.getByRole("tab", { name: /^Draft/u }).click();
  await expect(page.getByRole("textbox", { name: "Description", exact: true })).toHaveValue(/kettle/u);
  await expect(page.getByRole("combobox", { name: "When someone says" })).toHaveValue(/humming/u);
});
