import type { Page } from "@playwright/test";
import type { DemoConsole } from "../demo/demo-console.ts";

/** One screen: how to come to it. */
export interface Screen {
  readonly name: string;
  /** With the demo's servers, or empty. */
  readonly filled: boolean;
  readonly show: (page: Page, demo: DemoConsole) => Promise<void>;
}

const open = (page: Page, name: string): Promise<void> => page.getByRole("option", { name }).click();
const add = async (page: Page, item: string): Promise<void> => {
  await page.getByRole("button", { name: "Add a server" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await page.getByRole("dialog").waitFor();
};

const CONFIG = JSON.stringify(
  {
    mcpServers: {
      tickets: { url: "https://tickets.example/mcp?api_key=sk-live-0123456789abcdef", type: "http" },
      events: { url: "https://events.example/sse", headers: { Authorization: "Bearer abc" } },
      files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "/home/me"] },
    },
  },
  null,
  2,
);

/** Every screen of the window. */
export const SCREENS: readonly Screen[] = [
  {
    name: "welcome",
    filled: false,
    show: (page) => page.getByRole("button", { name: "Start Logistics" }).waitFor(),
  },
  {
    name: "server",
    filled: true,
    show: async (page) => page.getByRole("option", { name: "search_tickets" }).waitFor(),
  },
  { name: "server-attention", filled: true, show: (page) => open(page, "Dental") },
  { name: "server-failed", filled: true, show: (page) => open(page, "Billing") },
  { name: "server-huge", filled: true, show: (page) => open(page, "Everything at once") },
  { name: "server-nothing", filled: true, show: (page) => open(page, "Nothing here") },
  {
    name: "server-running",
    filled: true,
    show: async (page, demo) => {
      demo.gatewayOf("https://mcp.acme.example").server.hold = new Promise(() => undefined);
      await page.getByRole("button", { name: "Discover again" }).click();
      await page.getByRole("button", { name: "Cancel" }).waitFor();
    },
  },
  {
    name: "server-menu",
    filled: true,
    show: async (page) => {
      await page.getByRole("button", { name: "Actions of Acme tools" }).click();
      await page.getByRole("menuitem", { name: "Remove" }).waitFor();
    },
  },
  {
    name: "server-removed",
    filled: true,
    show: async (page) => {
      await page.getByRole("button", { name: "Actions of Acme tools" }).click();
      await page.getByRole("menuitem", { name: "Remove" }).click();
      await page.getByRole("button", { name: "Undo" }).waitFor();
    },
  },
  { name: "traffic", filled: true, show: (page) => page.getByRole("tab", { name: "Traffic" }).click() },
  { name: "activity", filled: true, show: (page) => page.getByRole("button", { name: "Activity" }).click() },
  { name: "settings", filled: true, show: (page) => page.getByRole("button", { name: "Settings" }).click() },
  {
    name: "palette",
    filled: true,
    show: async (page) => {
      await page.keyboard.press("Control+K");
      await page.getByRole("textbox", { name: "Find an action" }).waitFor();
    },
  },
  { name: "add", filled: true, show: (page) => add(page, "Paste a URL") },
  {
    name: "add-stdio",
    filled: true,
    show: async (page) => {
      await add(page, "Paste a URL");
      await page.getByLabel("Server URL").fill("npx -y @modelcontextprotocol/server-filesystem /home/me");
    },
  },
  {
    name: "add-userinfo",
    filled: true,
    show: async (page) => {
      await add(page, "Paste a URL");
      await page.getByLabel("Server URL").fill("http://me:secret@mcp.example.com/sse?token=abc123def456");
      await page.getByRole("button", { name: "Headers and transport" }).click();
      await page.getByRole("button", { name: "Add a header" }).click();
    },
  },
  {
    name: "import",
    filled: true,
    show: async (page) => {
      await add(page, "Import");
      await page.getByLabel("Configuration").fill(CONFIG);
    },
  },
  { name: "samples", filled: true, show: (page) => add(page, "Sample servers") },
  {
    name: "lost",
    filled: true,
    show: async (page, demo) => {
      await page.getByRole("option", { name: "search_tickets" }).waitFor();
      await demo.shell.close();
      await page.getByRole("button", { name: "Reconnect" }).waitFor();
    },
  },
];
