import type { Browser, Page } from "@playwright/test";
import type { Store } from "#core/store-port.ts";
import type { BenchFigure } from "./figure.ts";
import { openShell, quantile, withWindow } from "./browser-shell.ts";
import { aListing, aServer, aTool } from "../core/store/store-fixtures.ts";

const RUNS = 10_000;
const TOOLS = 50;
/** Every so manieth run has another list: a server that changes about once a day when it is watched every hour. */
const CHANGED_EVERY = 25;
const ROUNDS = 5;

/** Measures the Drift tab of a server with ten thousand discovery runs, in Chromium on a real database. */
export function run(): Promise<BenchFigure[]> {
  return withWindow(fill, measure);
}

async function fill(store: Store): Promise<void> {
  await store.putServer(aServer("many", { name: "Many runs" }));
  await store.putServer(aServer("few", { name: "Few runs" }));
  const listOf = (version: number) =>
    aListing(
      Array.from({ length: TOOLS }, (_, at) =>
        aTool(`tool_${at}`, at, {
          description: `Looks records of kind ${at} up.${at < 3 ? ` Version ${version}.` : ""}`,
          inputSchema: { type: "object", properties: { id: { type: "string" }, limit: { type: "integer" } } },
        }),
      ),
    );
  let listing = listOf(0);
  const start = Date.parse("2026-01-01T00:00:00Z");
  for (let at = 0; at < RUNS; at += 1) {
    if (at % CHANGED_EVERY === 0) listing = listOf(at);
    const id = crypto.randomUUID();
    await store.startRun({ id, serverId: "many", startedAt: new Date(start + at * 2_400_000).toISOString() });
    await store.finishRun(id, { ok: true, value: listing });
  }
  await store.startRun({ id: "one", serverId: "few", startedAt: "2026-01-01T00:00:00Z" });
  await store.finishRun("one", { ok: true, value: listing });
  await store.close();
}

async function measure(home: string, browser: Browser): Promise<BenchFigure[]> {
  const drawn: number[] = [];
  const marked: number[] = [];
  const compared: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, close } = await openShell(home, browser, (one) => one.getByRole("option", { name: "Many runs" }));
    try {
      await page.getByRole("option", { name: "Many runs" }).click();
      await page.getByRole("option", { name: /^tool_0\b/ }).waitFor();
      await page.waitForTimeout(1_500); // what the page fetches in advance is not the timeline's
      const times = await openTimeline(page);
      drawn.push(times.drawn);
      marked.push(times.marked);
      compared.push(times.compared);
      // The window remembers its tab: the next round is to come from another one, with nothing read yet.
      await page.getByRole("tab", { name: "Tools" }).click();
      await page.waitForTimeout(1_000);
    } finally {
      await close();
    }
  }
  const median = (values: readonly number[]): number => Math.round(quantile(values, 0.5));
  return [
    { name: `timeline of ${RUNS} runs drawn, median of ${ROUNDS}`, value: median(drawn), unit: "ms", bar: 300 },
    { name: "the same, worst", value: Math.round(Math.max(...drawn)), unit: "ms" },
    { name: "changed runs in view marked with their level, median", value: median(marked), unit: "ms" },
    { name: "last change compared and listed, median", value: median(compared), unit: "ms" },
  ];
}

/** From the press on the tab to the frame that shows each part; the page's own clock. */
async function openTimeline(page: Page): Promise<{ drawn: number; marked: number; compared: number }> {
  return page.evaluate(async () => {
    const tab = [...document.querySelectorAll<HTMLElement>("[role=tab]")].find(({ textContent }) =>
      textContent.startsWith("Drift"),
    );
    if (tab === undefined) throw new Error("there is no Drift tab");
    const shown = (selector: string): Promise<number> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (document.querySelector(selector) === null) requestAnimationFrame(look);
          // After the next frame's callbacks comes its paint.
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
        };
        look();
      });
    const pressed = performance.now();
    tab.click();
    const [drawn, marked, compared] = await Promise.all([
      shown("[aria-label^='Discovery runs'] button"),
      shown("[aria-label^='Discovery runs'] button[data-level]"),
      shown("[aria-label='Changed tools'] [role=option]"),
    ]);
    return { drawn: drawn ?? Number.NaN, marked: marked ?? Number.NaN, compared: compared ?? Number.NaN };
  });
}
