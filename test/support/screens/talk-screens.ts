import type { Page } from "@playwright/test";
import { firstWords } from "../demo/talk-demo.ts";
import type { Screen } from "./screens.ts";

const room = async (page: Page, assistant = "Support voice"): Promise<void> => {
  await page.getByRole("button", { name: "Assistants" }).click();
  await page.getByRole("option", { name: assistant }).click();
  await page
    .getByRole("tablist", { name: /^Parts of/ })
    .getByRole("tab", { name: "Conversation" })
    .click();
  await page.getByRole("button", { name: /Start a conversation|New conversation/ }).waitFor();
};
const reopen = async (page: Page, index: number): Promise<void> => {
  await room(page);
  await page
    .getByRole("list", { name: "Earlier conversations" })
    .getByRole("listitem")
    .nth(index)
    .getByRole("button")
    .first()
    .click();
  await page.getByRole("region", { name: "Inspector" }).waitFor();
};
const step = (page: Page, name: RegExp, nth = 0): Promise<void> =>
  page.getByRole("region", { name: "Transcript" }).getByRole("button", { name }).nth(nth).click();

/** The screens of conversations. */
export const TALK_SCREENS: readonly Screen[] = [
  {
    name: "talk-welcome",
    filled: false,
    show: (page) => page.getByRole("button", { name: "See a demonstration" }).waitFor(),
  },
  { name: "talk-start", filled: true, show: (page) => room(page) },
  {
    name: "talk-ranking",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await step(page, /Considered/);
    },
  },
  {
    name: "talk-arguments",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await step(page, /Decided to call/);
    },
  },
  {
    name: "talk-result",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await step(page, /search_tickets answered/);
    },
  },
  {
    name: "talk-voice",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await step(page, /search_tickets answered/);
      await page.getByText("Voice", { exact: true }).click();
      await page.getByText("Filler").first().waitFor();
    },
  },
  { name: "talk-last", filled: true, show: (page) => reopen(page, 0) },
  { name: "talk-long", filled: true, show: (page) => reopen(page, 1) },
  { name: "talk-many", filled: true, show: (page) => reopen(page, 2) },
  { name: "talk-unsaid", filled: true, show: (page) => reopen(page, 3) },
  {
    name: "talk-card",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await page.getByRole("button", { name: /what was measured/ }).click();
      await page.getByRole("region", { name: /what was measured/ }).waitFor();
    },
  },
  {
    name: "talk-earlier",
    filled: true,
    show: async (page) => {
      await reopen(page, 0);
      await page.getByRole("button", { name: "Earlier", exact: true }).click();
      await page.getByRole("list", { name: "Earlier conversations" }).waitFor();
    },
  },
  {
    name: "talk-live",
    filled: true,
    show: async (page) => {
      await room(page);
      await page.getByRole("button", { name: "Start a conversation" }).click();
      await page.getByRole("textbox", { name: "Say something" }).fill(firstWords);
      await page.keyboard.press("Enter");
      await page.getByText(/simulated reply/).waitFor();
      await page.getByRole("region", { name: "Inspector" }).getByText("Exchange", { exact: true }).click();
      await page.getByRole("region", { name: "Exchange" }).first().waitFor();
    },
  },
  {
    name: "talk-permission",
    filled: true,
    show: async (page) => {
      await room(page);
      await page.getByRole("button", { name: "Start a conversation" }).click();
      await page
        .getByRole("textbox", { name: "Say something" })
        .fill("Add a seat for kim@northwind.example to account ACC-1001");
      await page.keyboard.press("Enter");
      await page.getByRole("group", { name: /^Permission/ }).waitFor();
    },
  },
  {
    name: "talk-dropped",
    filled: true,
    show: async (page) => {
      await room(page, "All dropped");
      await page.getByRole("button", { name: "Start a conversation" }).click();
      await page.getByRole("textbox", { name: "Say something" }).waitFor();
    },
  },
  {
    name: "assistant-menu",
    filled: true,
    show: async (page) => {
      await room(page);
      await page.getByRole("button", { name: "Actions of Support voice" }).click();
      await page.getByRole("menuitem", { name: /ask before/i }).waitFor();
    },
  },
];
