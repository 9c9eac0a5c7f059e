import type { Page } from "@playwright/test";
import type { Screen } from "./screens.ts";

const settings = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("region", { name: "Models" }).waitFor();
};
const check = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Check", exact: true }).click();

/** The screens of real models. */
export const MODEL_SCREENS: readonly Screen[] = [
  { name: "models-none", filled: false, show: settings },
  {
    name: "models-checked",
    filled: true,
    show: async (page) => {
      await settings(page);
      await check(page, /Qwen/);
      await check(page, /small one/);
      await check(page, /Claude/);
      await check(page, /405b/);
      await page.getByText(/Answers and calls tools/).waitFor();
      await page.getByText(/did not call/).waitFor();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "models-add",
    filled: true,
    show: async (page) => {
      await settings(page);
      await page.getByRole("button", { name: "Add a model" }).click();
      await page.getByRole("button", { name: "Ollama" }).click();
    },
  },
  {
    name: "models-edit",
    filled: true,
    show: async (page) => {
      await settings(page);
      await page.getByRole("button", { name: "Edit Claude" }).click();
      await page.getByLabel("Base address").fill("http://models.example.com/v1");
    },
  },
];
