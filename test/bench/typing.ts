import type { Browser, Page } from "@playwright/test";
import type { JsonObject } from "#shared/base/json.ts";
import type { Store } from "#core/store-port.ts";
import type { BenchFigure } from "./figure.ts";
import { openShell, quantile, withWindow } from "./browser-shell.ts";
import { aListing, aServer, aTool } from "../core/store/store-fixtures.ts";

const PROMPT_BYTES = 20_000;
/** Tools of each assistant that is typed in: the bar's, and a list that is checked beside the window. */
const SIZES = [1_000, 10_000] as const;
const THINGS = ["ticket", "invoice", "order", "refund", "account", "contract", "device", "visit", "parcel", "note"];
const VERBS = ["find", "create", "update", "list", "close", "export", "archive", "assign", "check", "share"];

/** Measures typing into the prompt of assistants with many tools, in Chromium on a real database. */
export function run(): Promise<BenchFigure[]> {
  return withWindow(fill, measure);
}

const nameOf = (at: number): string =>
  `${VERBS[at % 10] ?? ""}_${THINGS[Math.floor(at / 10) % 10] ?? ""}_${Math.floor(at / 100)}`;

/** A tool of ordinary size: four parameters, two sentences. */
function ordinary(at: number): JsonObject {
  const [verb = "", thing = ""] = nameOf(at).split("_");
  const text = (what: string): JsonObject => ({ type: "string", description: `The ${what} of the ${thing}.` });
  return {
    description: `Lets the assistant ${verb} one ${thing} of department ${Math.floor(at / 100)}. Use it when a caller asks to ${verb} a ${thing}.`,
    inputSchema: {
      type: "object",
      properties: { [`${thing}_id`]: text("number"), reason: text("reason"), language: text("language") },
      required: [`${thing}_id`],
    },
  };
}

/** Paragraphs that name tools with their situations, a few without, to the wanted length. */
function promptOf(tools: number): string {
  let text = "# Support voice\n\nYou help callers of the department store.\n\n";
  for (let at = 0; text.length < PROMPT_BYTES; at += 1) {
    const name = nameOf((at * 37) % tools);
    text += `- When a caller asks to ${name.replaceAll("_", " ")}, use \`${name}\` with its number, and say what came of it.\n`;
  }
  return `${text}\nNotes: `;
}

async function fill(store: Store): Promise<void> {
  for (const size of SIZES) {
    const id = `tools-${size}`;
    await store.putServer(aServer(id, { name: `Server ${size}` }));
    const listing = aListing(Array.from({ length: size }, (_, at) => aTool(nameOf(at), at, ordinary(at))));
    await store.startRun({ id: crypto.randomUUID(), serverId: id, startedAt: "2026-11-22T10:00:00Z" });
    const [run] = await store.listRuns(id, 1);
    await store.finishRun(run?.id ?? "", { ok: true, value: listing });
    await store.putDocument("assistant", `assistant-${size}`, {
      id: `assistant-${size}`,
      name: `Assistant ${size}`,
      prompt: promptOf(size),
      serverIds: [id],
      profileId: "insighto",
      severities: {},
      createdAt: "2026-11-22T10:00:00Z",
      changedAt: "2026-11-22T10:00:00Z",
    });
  }
  await store.close();
}

async function measure(home: string, browser: Browser): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  const { page, close } = await openShell(home, browser, (one) => one.getByRole("option", { name: /Server 1000/ }));
  try {
    await page.getByRole("button", { name: "Assistants" }).click();
    for (const size of SIZES) {
      await page
        .getByRole("option", { name: `Assistant ${size}`, exact: false })
        .first()
        .click();
      await page.getByRole("textbox", { name: `System prompt of Assistant ${size}` }).waitFor();
      await page.getByRole("region", { name: "List of findings" }).waitFor({ timeout: 60_000 });
      await page.waitForTimeout(3_000);
      const { letters, findings, checks, blocked } = await type(page, size);
      const tools = `${size.toLocaleString("en")} tools, prompt of 20 kB`;
      const ms = (values: readonly number[], share: number): number => Math.round(quantile(values, share) * 10) / 10;
      figures.push(
        {
          name: `${tools}: keystroke to painted letter, median of ${letters.length}`,
          value: ms(letters, 0.5),
          unit: "ms",
        },
        { name: "the same, nine in ten", value: ms(letters, 0.9), unit: "ms" },
        {
          name: `${tools}: check after a keystroke, median of ${checks.length}`,
          value: ms(checks, 0.5),
          unit: "ms",
          ...(size === 1_000 ? { bar: 30 } : {}),
        },
        { name: "the same, nine in ten", value: ms(checks, 0.9), unit: "ms" },
        {
          name: `${tools}: keystroke to painted finding, median of ${findings.length}`,
          value: ms(findings, 0.5),
          unit: "ms",
        },
        { name: "the same, nine in ten", value: ms(findings, 0.9), unit: "ms" },
        { name: "longest the window was blocked while typing", value: blocked, unit: "ms" },
      );
    }
  } finally {
    await close();
  }
  return figures;
}

interface Typed {
  /** From the key to the frame with the letter. */
  readonly letters: readonly number[];
  /** From the key to the frame in which the list of findings says it. */
  readonly findings: readonly number[];
  /** What the engine took, on the window's thread or beside it. */
  readonly checks: readonly number[];
  readonly blocked: number;
}

/** Types a call of a tool that does not exist: each letter changes what the finding says. */
async function type(page: Page, size: number): Promise<Typed> {
  await page.getByRole("textbox", { name: `System prompt of Assistant ${size}` }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("use `serch_tickets_0x", { delay: 120 });
  await page.waitForTimeout(1_500);
  await page.evaluate(() => {
    const typed = { letters: [] as number[], findings: [] as number[], checks: [] as number[], blocked: 0 };
    let pressed = 0;
    let waiting: "none" | "both" | "finding" = "none";
    const painted = (note: () => void): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.addEventListener("message", note);
        channel.port1.start();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
        channel.port2.postMessage("painted");
      });
    };
    window.addEventListener("keydown", () => ((pressed = performance.now()), (waiting = "both")), { capture: true });
    const watch = (selector: string, note: () => void): void => {
      const found = document.querySelector(selector);
      if (found === null) throw new Error(`nothing is ${selector}`);
      new MutationObserver(note).observe(found, { subtree: true, childList: true, characterData: true });
    };
    watch("[data-editor=prompt] .view-lines", () => {
      if (waiting !== "both") return;
      waiting = "finding";
      const from = pressed;
      painted(() => typed.letters.push(performance.now() - from));
    });
    watch("[aria-label='List of findings']", () => {
      if (waiting === "none") return;
      waiting = "none";
      const from = pressed;
      painted(() => typed.findings.push(performance.now() - from));
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) typed.blocked = Math.max(typed.blocked, duration);
    }).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "preflight.lint") typed.checks.push(duration);
    }).observe({ type: "measure" });
    Object.assign(window, { typed });
  });
  for (const letter of "abcdefghijklmnopqrst") {
    await page.keyboard.press(letter);
    await page.waitForTimeout(300);
  }
  return page.evaluate(() => (window as unknown as { typed: Typed }).typed);
}
