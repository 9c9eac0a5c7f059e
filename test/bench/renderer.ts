import type { Browser, Locator, Page } from "@playwright/test";
import type { Store } from "#core/store-port.ts";
import { openShell, quantile, withWindow } from "./browser-shell.ts";
import { countBlankFrames } from "./blank-frames.ts";
import type { BenchFigure } from "./figure.ts";
import { coreFixture } from "../support/core-fixture.ts";
import { fakeGateway } from "../support/fake-gateway.ts";
import { HUGE_LIST, WORKBENCH_TOOLS } from "../renderer/calls/workbench-tools.ts";

// Each letter of these changes the list.
const WORDS = ["4217", "97 7", "number 35"];

/** Measures the built window in Chromium on the real browser shell and a real database: start, filter, scrolling. */
export async function run(): Promise<BenchFigure[]> {
  return withWindow(fill, measure);
}

/** A database with two discovered servers: one of ordinary size, one of ten thousand tools. */
async function fill(store: Store): Promise<void> {
  const small = fakeGateway({ tools: WORKBENCH_TOOLS });
  const huge = fakeGateway({ tools: HUGE_LIST });
  const fixture = await coreFixture(
    {},
    {
      store,
      gateway: () => ({
        ...small,
        discover: (target, options) => (target.serverId === "huge" ? huge : small).discover(target, options),
      }),
    },
  );
  for (const id of ["small", "huge"]) {
    await fixture.ask("servers.add", {
      id,
      name: id === "huge" ? "Ten thousand" : "Small",
      url: `https://${id}.example/mcp`,
    });
    await fixture.ask("discovery.run", { runId: crypto.randomUUID(), serverId: id });
  }
  await fixture.core.close();
}

async function measure(home: string, browser: Browser): Promise<BenchFigure[]> {
  const starts: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const opened = await openShell(home, browser, tools);
    starts.push(opened.startMs);
    await opened.close();
  }
  const { page, close } = await openShell(home, browser, tools);
  try {
    const opening = performance.now();
    await page.getByRole("option", { name: "Ten thousand" }).click();
    await page.getByRole("option", { name: "tool_00000" }).waitFor();
    const openMs = performance.now() - opening;
    await page.waitForTimeout(1_500); // the editor arrives after the list; typing starts when one would
    const strokes = await filterStrokes(page);
    const arrows = await arrowSteps(page);
    const frames = await countBlankFrames(page, browser);
    return [
      { name: "shell started to tools listed, median of 3", value: Math.round(median(starts)), unit: "ms", bar: 2_500 },
      { name: "10,000 tools opened", value: Math.round(openMs), unit: "ms" },
      {
        name: `filter keystroke to painted list, median of ${strokes.length}`,
        value: Math.round(median(strokes)),
        unit: "ms",
      },
      {
        name: "filter keystroke to painted list, nine in ten",
        value: Math.round(quantile(strokes, 0.9)),
        unit: "ms",
        bar: 50,
      },
      { name: "filter keystroke to painted list, worst", value: Math.round(Math.max(...strokes)), unit: "ms" },
      {
        name: `arrow key to the next tool on screen, median of ${arrows.length}`,
        value: Math.round(median(arrows)),
        unit: "ms",
      },
      { name: `frames with a blank list while scrolling, of ${frames.frames}`, value: frames.blank, unit: "", bar: 0 },
      { name: "frames with a blank row while scrolling", value: frames.partly, unit: "" },
    ];
  } finally {
    await close();
  }
}

/** Types into the filter, letter by letter, and measures each from the key to the frame that shows the new list. */
async function filterStrokes(page: Page): Promise<number[]> {
  await page.getByLabel("Filter tools").click();
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    const counts = document.querySelector("[data-pane=tools] [role=status]");
    window.addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
    if (counts === null) throw new Error("the list has no counts");
    new MutationObserver(() => {
      const from = pressed;
      // After the next frame's callbacks comes its paint; a message sent from there is heard after it.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.addEventListener("message", () => times.push(performance.now() - from));
        channel.port1.start();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
        channel.port2.postMessage("painted");
      });
    }).observe(counts, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { filterTimes: times });
  });
  for (const word of [...WORDS, ...WORDS]) {
    await page.keyboard.type(word, { delay: 150 });
    // As far apart as fingers: a stroke is measured alone, not behind the one before it.
    for (let count = 0; count < word.length; count += 1) {
      await page.keyboard.press("Backspace");
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(200);
  }
  return await page.evaluate(() => (window as unknown as { filterTimes: number[] }).filterTimes);
}

/** Steps through the list by arrow key; each step ends when the tool's name stands in the heading. */
async function arrowSteps(page: Page): Promise<number[]> {
  await page.getByRole("option", { name: "tool_00000" }).click();
  const times: number[] = [];
  for (let step = 1; step <= 10; step += 1) {
    const heading = page.getByRole("heading", { name: `tool_${String(step).padStart(5, "0")}` });
    const from = performance.now();
    await page.keyboard.press("ArrowDown");
    await heading.waitFor();
    times.push(performance.now() - from);
  }
  return times;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

const tools = (page: Page): Locator =>
  page.getByRole("option", { name: "search_tickets" }).or(page.getByRole("option", { name: "tool_00000" }));
