import type { Page } from "@playwright/test";
import { addCustomTools } from "../demo/suite-demo.ts";
import type { Screen } from "./screens.ts";

const option = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("option", { name }).first().click();
const tab = (page: Page, name: string): Promise<void> =>
  page
    .getByRole("tablist", { name: /^Parts of/ })
    .getByRole("tab", { name })
    .click();
const draft = async (page: Page, tool: string): Promise<void> => {
  await option(page, new RegExp(tool));
  await page.getByRole("tab", { name: /^Draft/ }).click();
  await page.getByRole("textbox", { name: "Description" }).waitFor();
};
const suites = async (page: Page, assistant = "Support voice"): Promise<void> => {
  await page.getByRole("button", { name: "Assistants" }).click();
  await option(page, assistant);
  await tab(page, "Suites");
  await page.getByRole("region", { name: "Suites" }).waitFor();
};
const part = (page: Page, name: string): Promise<void> =>
  page.getByRole("radiogroup", { name: "What to show of the suite" }).getByText(name).click();
const custom = async (page: Page, assistant = "Support voice"): Promise<void> => {
  await page.getByRole("button", { name: "Assistants" }).click();
  await option(page, assistant);
  await tab(page, "Custom tools");
};

const CSV = [
  "utterance,expect,tool,args,comment",
  'How is ACC-1001?,call,get_account_status,"{""account_id"":""ACC-1001""}",ok',
  "What is the time?,none,,,",
  ",call,search_tickets,,no words",
  "Bad arguments,call,search_tickets,{not json,",
  "Nobody knows,perhaps,,,",
].join("\n");

/** The screens of drafts, suites and custom tools. */
export const SUITE_SCREENS: readonly Screen[] = [
  { name: "draft-none", filled: true, show: (page) => draft(page, "get_account_status") },
  {
    name: "draft-edited",
    filled: true,
    show: async (page) => {
      await draft(page, "search_tickets");
      await page
        .getByRole("combobox", { name: "When someone says" })
        .fill("Is anything open about the invoice that was charged twice?");
      await page.getByRole("region", { name: "Ranking before and after" }).waitFor();
    },
  },
  {
    name: "draft-stale",
    filled: true,
    show: async (page, demo) => {
      await draft(page, "search_tickets");
      demo.gatewayOf("https://mcp.acme.example").server.tools = [
        { name: "search_tickets", description: "Finds what was written.", inputSchema: { type: "object" } },
      ];
      await page.getByRole("button", { name: "Discover again" }).click();
      await page.getByText("changed since").waitFor();
    },
  },
  {
    name: "suites-empty",
    filled: true,
    show: async (page) => {
      await suites(page, "Plans");
      await page.getByRole("button", { name: "Add a suite" }).waitFor();
    },
  },
  {
    name: "suites-rows",
    filled: true,
    show: async (page) => {
      await suites(page);
      await page.getByRole("listbox", { name: "Rows of the suite" }).waitFor();
    },
  },
  {
    name: "suites-row",
    filled: true,
    show: async (page) => {
      await suites(page);
      await option(page, /charged twice/);
      await page.locator("[data-editor=json] .view-line").first().waitFor();
    },
  },
  {
    name: "suites-history",
    filled: true,
    show: async (page) => {
      await suites(page);
      await option(page, /pending ones/);
      await page.getByText("Said before").click();
    },
  },
  {
    name: "suites-matrix",
    filled: true,
    show: async (page) => {
      await suites(page);
      await part(page, "Confusion");
    },
  },
  {
    name: "suites-forty",
    filled: true,
    show: async (page) => {
      await suites(page, "Wide assistant");
      await part(page, "Confusion");
      await page.getByRole("region", { name: "Expected by chosen" }).waitFor();
    },
  },
  {
    name: "suites-tools",
    filled: true,
    show: async (page) => {
      await suites(page);
      await part(page, "By tool");
    },
  },
  {
    name: "suites-flips",
    filled: true,
    show: async (page) => {
      await suites(page);
      await part(page, "Flips");
      await page.getByText("came out alike").waitFor();
    },
  },
  {
    name: "suites-runs",
    filled: true,
    show: async (page) => {
      await suites(page);
      await part(page, "Runs");
    },
  },
  {
    name: "suites-options",
    filled: true,
    show: async (page) => {
      await suites(page);
      await page.getByRole("button", { name: "Simulated model" }).click();
      await page.getByLabel("Times each row is tried").waitFor();
    },
  },
  {
    name: "suites-import",
    filled: true,
    show: async (page) => {
      await suites(page);
      await page.getByRole("button", { name: "Actions of What callers say" }).click();
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("menuitem", { name: /Import/ }).click();
      await (await chooser).setFiles({ name: "calls of May.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) });
      await page.getByText("could not be read").waitFor();
    },
  },
  {
    name: "suites-words",
    filled: true,
    show: async (page) => {
      await suites(page);
      await page.getByRole("button", { name: "Actions of What callers say" }).click();
      await page.getByRole("menuitem", { name: /other words/ }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "suites-huge",
    filled: true,
    show: async (page) => {
      await suites(page, "Wide assistant");
      await page
        .getByRole("combobox", { name: "Suite" })
        .selectOption({ label: "Five thousand rows of last year (5,000)" });
      await page.getByText("5,000 rows").waitFor();
      await page.getByRole("button", { name: /^Run/ }).click();
      await page.getByRole("button", { name: "Cancel" }).waitFor();
    },
  },
  {
    name: "suites-failed",
    filled: true,
    show: async (page, demo) => {
      Object.assign(demo.gatewayOf("https://mcp.acme.example").server, { failure: GONE });
      await suites(page);
      await page.getByRole("button", { name: /^Run/ }).click();
      await page.waitForTimeout(1500);
    },
  },
  { name: "custom-empty", filled: true, show: (page) => custom(page, "Plans") },
  {
    name: "custom-list",
    filled: true,
    show: async (page, demo) => {
      await addCustomTools(demo);
      await custom(page);
      await page.getByRole("button", { name: "Try get_order" }).waitFor();
    },
  },
  {
    name: "custom-add",
    filled: true,
    show: async (page) => {
      await custom(page);
      await page.getByRole("button", { name: "Add a custom HTTP tool" }).click();
      await page.getByLabel("URL").fill("https://api.shop.example/v2/orders/{order}");
      await page.getByRole("button", { name: "Add a header" }).click();
      await page.getByRole("button", { name: "Add the tool" }).click();
      await page.locator("[data-editor=json] .view-line").first().waitFor();
    },
  },
  {
    name: "custom-edit",
    filled: true,
    show: async (page, demo) => {
      await addCustomTools(demo);
      await custom(page);
      await page.getByRole("button", { name: "Edit get_order" }).click();
      await page.locator("[data-editor=json] .view-line").first().waitFor();
    },
  },
  {
    name: "custom-try",
    filled: true,
    show: async (page, demo) => {
      await addCustomTools(demo);
      await custom(page);
      await page.getByRole("button", { name: "Try get_order" }).click();
      await page.getByRole("button", { name: "Call it" }).click();
      await page.getByRole("region", { name: "Answer" }).waitFor();
    },
  },
  { name: "custom-note", filled: true, show: (page) => option(page, "Plans") },
];

const GONE = {
  kind: "unreachable",
  code: "E_REFUSED",
  phase: "tcp",
  said: "Nothing listens at mcp.acme.example.",
  evidence: "ECONNREFUSED",
  retriable: true,
  next: "Start the server.",
} as const;
