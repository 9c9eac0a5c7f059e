import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { startDemoConsole, type DemoConsole } from "../demo/demo-console.ts";
import { fillModels } from "../demo/models-demo.ts";
import { fillTalk } from "../demo/talk-demo.ts";
import { fillSuites } from "../demo/suite-demo.ts";
import { launchChromium } from "./launch.ts";
import { buildPage } from "./build-page.ts";
import { MODEL_SCREENS } from "./model-screens.ts";
import { SCREENS } from "./screens.ts";
import { SECOND_SCREENS } from "./second-screens.ts";
import { SUITE_SCREENS } from "./suite-screens.ts";
import { TALK_SCREENS } from "./talk-screens.ts";

/*
 * Takes a picture of every screen in both themes and two sizes, and asks axe about each. For people: the pictures are
 * to be looked at. `node test/support/screens/shoot.ts [--no-build] [--only=NAME,...] [--theme=dark] [--size=1440x900]`
 * `--set=second` takes those of drift, diagnose, lint and assistants, `--set=talk` those of conversations, `--set=models` those of real models, into a
 * folder and from a build of their own.
 */
const option = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const SETS = {
  first: { screens: SCREENS, fill: (demo: DemoConsole) => demo.fill() },
  second: { screens: SECOND_SCREENS, fill: (demo: DemoConsole) => demo.fillSecond() },
  suites: { screens: SUITE_SCREENS, fill: fillSuites },
  talk: { screens: TALK_SCREENS, fill: fillTalk },
  models: { screens: MODEL_SCREENS, fill: fillModels },
} as const;
const set = Object.entries(SETS).find(([name]) => name === option("set")) ?? (["first", SETS.first] as const);
const sub = set[0] === "first" ? "" : `${set[0]}/`;
const folder = fileURLToPath(new URL(`../../../.screens/${sub}`, import.meta.url));

mkdirSync(folder, { recursive: true });
const page = `${folder}page`;
const pageFolder = process.argv.includes("--no-build") && existsSync(page) ? page : await buildPage(`${sub}page`);
const browser = await launchChromium();
const only = option("only")?.split(",");
let violations = 0;
try {
  for (const theme of option("theme")?.split(",") ?? ["dark", "light"]) {
    for (const size of option("size")?.split(",") ?? ["1440x900", "1024x700"]) {
      for (const screen of set[1].screens) {
        if (only !== undefined && !only.some((word) => screen.name.includes(word))) continue;
        await shoot(screen, theme, size);
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`axe: ${violations} violations`);
process.exitCode = violations === 0 ? 0 : 1;

async function shoot({ name, filled, show }: (typeof SCREENS)[number], theme: string, size: string): Promise<void> {
  const [width = 1440, height = 900] = size.split("x").map(Number);
  const demo = await startDemoConsole(pageFolder);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme === "dark" ? "dark" : "light",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const tab = await context.newPage();
  try {
    if (filled) await set[1].fill(demo);
    tab.on("pageerror", (error) => console.log(`  ${name}: ${error.message}`));
    tab.on("console", (message) => {
      if (message.type() === "error" && name !== "lost") console.log(`  ${name}: ${message.text()}`);
    });
    await tab.goto(demo.shell.link());
    await tab.locator("footer").waitFor();
    await show(tab, demo);
    await tab.waitForTimeout(600);
    await tab.screenshot({ path: `${folder}${name}-${theme}-${size}.png` });
    violations += await ask(tab, `${name} ${theme} ${size}`);
  } catch (error) {
    violations += 1;
    await tab.screenshot({ path: `${folder}FAILED-${name}.png` });
    console.log(`${name} ${theme} ${size} FAILED: ${String(error).split("\n").slice(0, 4).join(" | ")}`);
  } finally {
    await context.close();
    await demo.close();
  }
}

async function ask(tab: Page, where: string): Promise<number> {
  const { violations: found } = await new AxeBuilder({ page: tab }).analyze();
  for (const { id, impact, nodes } of found)
    console.log(
      `${where}: ${id} (${impact ?? "?"}) ${nodes
        .map(({ html }) => html.slice(0, 160))
        .slice(0, 3)
        .join(" || ")}`,
    );
  return found.length;
}
