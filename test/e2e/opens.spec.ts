import { expect } from "@playwright/test";
import { test } from "./console.ts";

test("the console opens with its rail", async ({ console }) => {
  await expect(console.page).toHaveTitle(/Preflight/u);
  await expect(console.page.getByRole("navigation").first()).toBeVisible();
});
