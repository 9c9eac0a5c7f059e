import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { startDemoConsole } from "../demo/demo-console.ts";
import { buildPage } from "./build-page.ts";
import { launchChromium } from "./launch.ts";

/*
 * Walks the main job by keyboard alone, on the demo console: add, discover, find a tool, run it, look at the traffic.
 * Says after each step where the focus is. `node test/support/screens/keyboard-walk.ts [--no-build]`
 */
const folder = fileURLToPath(new URL("../../../.screens/", import.meta.url));
const built = `${folder}page`;
const demo = await startDemoConsole(
  process.argv.includes("--no-build") && existsSync(built) ? built : await buildPage(),
);
const browser = await launchChromium();
const tab = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
try {
  await demo.fill();
  await tab.goto(demo.shell.link());
  await tab.getByRole("option", { name: "search_tickets" }).waitFor();

  await step("Ctrl-K opens the palette", ["Control+K"]);
  await tab.getByRole("textbox", { name: "Find an action" }).waitFor();
  await tab.keyboard.type("add a ser");
  await step("Enter runs the first action", ["Enter"]);
  await tab.getByRole("dialog", { name: "Add a server" }).waitFor();
  await tab.keyboard.type("https://mcp.acme.example/v2/mcp?token=sk-demo-0123456789abcdef");
  await step("Enter adds and discovers", ["Enter"]);
  await tab.getByRole("heading", { level: 1, name: /acme/ }).waitFor();
  await tab.getByText("would register 7 tools").waitFor();
  for (let pane = 0; pane < 5; pane += 1) await step("F6 goes to the next pane", ["F6"]);
  await step("Ctrl-F goes to the filter", ["Control+F"]);
  await tab.keyboard.type("search");
  await step("Arrow down goes into the list", ["ArrowDown"]);
  await step("Ctrl-Enter runs the tool", ["Control+Enter"]);
  await tab.waitForTimeout(1500);
  await tab.screenshot({ path: `${folder}keyboard-run.png` });
  const traffic = (await tab.getByRole("tab").allInnerTexts()).indexOf("Traffic") + 1;
  await step(`Ctrl-${traffic} shows the Traffic tab`, [`Control+${traffic}`]);
  await tab.getByRole("listbox", { name: "Exchanges" }).getByRole("option", { name: "tools/call" }).first().waitFor();
  await tab.screenshot({ path: `${folder}keyboard-traffic.png` });
} finally {
  await browser.close();
  await demo.close();
}

async function step(what: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) await tab.keyboard.press(key);
  await tab.waitForTimeout(400);
  console.log(`${what}: ${await focused(tab)}`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "(nothing has the focus)";
    const name = element.getAttribute("aria-label") ?? element.textContent.slice(0, 40);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const pane = element.closest("[data-pane]")?.getAttribute("data-pane") ?? "-";
    return `${element.tagName.toLowerCase()} ${element.getAttribute("role") ?? ""} "${name}" pane=${pane} ring=${outlineStyle} ${outlineWidth}`;
  });
}
