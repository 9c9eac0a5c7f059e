import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { startHost, type Host } from "../hostile/host-client.ts";
import { openConsole, type ConsoleUnderTest } from "./console.ts";
import { hostileScreens, type HostileScreen } from "./hostile-screens.ts";
import { argumentsOf, chooseTool, result, toolList, typeArguments, verdict } from "./walk.ts";

// Rows of the hostile suite against the window: one console, one page, one hostile server after the other added to it.
// A healthy server stays beside them and is used in between.

const SEED = "S33dedSecret-9f8e7d6c5b4a";
const HEALTHY = "Healthy";

let host: Host;
let kind: Host;
let folder: string;
let console_: ConsoleUnderTest;
const uncaught: string[] = [];
const foreign: string[] = [];

test.beforeAll(async () => {
  host = startHost();
  kind = startHost();
  folder = await mkdtemp(join(tmpdir(), "preflight-e2e-hostile-"));
  const { cert = "" } = await host.ask("authority", "");
  await writeFile(join(folder, "authority.pem"), cert);
  console_ = await openConsole({ shell: "browser", env: { NODE_EXTRA_CA_CERTS: join(folder, "authority.pem") } });
  const { page } = console_;
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => uncaught.push(String(error)));
  const own = new URL(page.url()).origin;
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/u.test(protocol) && origin !== own) foreign.push(request.url());
  });
  const { started } = await kind.ask("healthy", "healthy");
  await page.getByRole("button", { name: "Add a server" }).click();
  await fillIn(page, HEALTHY, started?.url ?? "");
  await expect(verdict(page)).toContainText("would register 2 tools");
});

test.afterAll(async () => {
  await console_.close();
  host.close();
  kind.close();
  await rm(folder, { recursive: true, force: true });
});

async function fillIn(page: Page, name: string, url: string): Promise<void> {
  await page.getByRole("textbox", { name: "Server URL" }).fill(url);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Add and discover" }).click();
  await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
}

/** Adds a row's server, as a person does who pastes its URL with a token. */
async function add(page: Page, id: string, key = id): Promise<void> {
  const { started } = await host.ask("start", key, id);
  await page.getByRole("button", { name: "Add a server", exact: true }).click();
  await page.getByRole("menuitem", { name: "Paste a URL" }).click();
  await fillIn(page, key, `${started?.url ?? ""}?token=${SEED}`);
}

/** Chooses a server; among many by filtering first, since the list draws only what is in view. */
async function choose(page: Page, name: string): Promise<void> {
  const filter = page.getByRole("textbox", { name: "Filter servers" });
  if (await filter.isVisible()) await filter.fill(name);
  await page.getByRole("listbox", { name: "Servers" }).getByRole("option", { name }).first().click();
}

const pageOf = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** The healthy server is listed and answers a call at once, whatever was met before. */
async function othersAreUsable(page: Page): Promise<void> {
  await page
    .getByRole("textbox", { name: "Filter servers" })
    .fill(HEALTHY, { timeout: 500 })
    .catch(() => {});
  await choose(page, HEALTHY);
  await pageOf(page, HEALTHY).getByRole("tab", { name: "Tools" }).click();
  await expect(verdict(page)).toContainText("would register 2 tools");
  await chooseTool(page, "first");
  await argumentsOf(page, "first").focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(result(page)).toContainText("done", { timeout: 5_000 });
  await page
    .getByRole("textbox", { name: "Filter servers" })
    .fill("", { timeout: 500 })
    .catch(() => {});
}

/** Control, direction and tag characters: what a server sends of them is made visible, never passed on. */
// eslint-disable-next-line no-control-regex -- control characters are the subject
const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\udb40[\udc00-\udc7f]/u;

async function nothingEscaped(page: Page): Promise<void> {
  expect(HIDDEN.exec(await page.evaluate(() => document.body.innerText))?.[0]).toBeUndefined();
  expect(await page.evaluate(() => document.documentElement.outerHTML + document.title)).not.toContain(SEED);
  expect(uncaught.splice(0)).toEqual([]);
  expect(foreign.splice(0)).toEqual([]);
}

async function failureIsTold(page: Page, { id, says, next, diagnosed }: HostileScreen): Promise<void> {
  const card = pageOf(page, id).getByRole("alert");
  await expect(card).toContainText(says);
  if (next !== undefined) await expect(card).toContainText(next);
  await expect(card).toContainText(/E_[A-Z]/u);
  await expect(verdict(page)).toContainText(/zero tools|no tools/iu);
  if (diagnosed === undefined) return;
  await card.getByRole("button", { name: "Diagnose" }).click();
  const conclusion = page.getByRole("region", { name: "Conclusion" });
  await expect(conclusion).toContainText(diagnosed, { timeout: 10_000 });
  await expect(conclusion.getByText("Remedy")).toBeVisible();
  await expect(card).toContainText(says); // the first verdict stays where it was
}

/** A result's elements that load, send or lead somewhere by themselves. */
const ACTIVE_ELEMENTS =
  "img[src^=http], image[href^=http], iframe, object, embed, form, base, meta, link, script, style, video, a[href]";
/** What of a result is drawn at once, however long it is. */
const DRAWN = 400_000;

async function callIsShown(page: Page, { says, also = [], next, markdown }: HostileScreen): Promise<void> {
  await chooseTool(page, "first");
  await typeArguments(page, "first", "{}");
  await page.keyboard.press("ControlOrMeta+Enter");
  const pane = result(page).getByRole("tabpanel");
  await expect(pane).not.toContainText("Nothing was called yet");
  for (const pattern of [says, ...also]) await expect(pane).toContainText(pattern);
  if (next !== undefined) await expect(pane.getByRole("alert")).toContainText(next);
  if (markdown !== undefined) {
    await pane.getByRole("radiogroup", { name: "Show the text as" }).getByText("Markdown").click();
    await expect(pane).toContainText(markdown);
  }
  await expect(pane.locator(ACTIVE_ELEMENTS)).toHaveCount(0);
  expect((await pane.innerText()).length).toBeLessThan(DRAWN);
}

test.describe.configure({ timeout: 60_000 });

for (const screen of hostileScreens) {
  const { id, shows, says, also = [] } = screen;
  test(`${id} is told on the screen`, async () => {
    const { page } = console_;
    await add(page, id);
    if (shows === "failure") await failureIsTold(page, screen);
    else if (shows === "tools")
      for (const pattern of [says, ...also]) await expect(pageOf(page, id)).toContainText(pattern);
    else {
      await expect(toolList(page)).toBeVisible();
      await callIsShown(page, screen);
    }
    await othersAreUsable(page);
    await nothingEscaped(page);
    await host.ask("stop", id);
  });
}

test("four servers that hang are told within their deadlines, and the others answer meanwhile", async () => {
  const { page } = console_;
  const hanging: readonly (readonly [string, RegExp])[] = [
    ["A10", /connected and stayed silent/u],
    ["C58", /named no message endpoint/u],
    ["D98", /stayed silent|No connection within/u],
    ["B37b", /web page/u],
  ];
  for (const [id] of hanging) await add(page, id, `${id} hangs`);
  await othersAreUsable(page);
  for (const [id, says] of hanging) {
    await choose(page, `${id} hangs`);
    await expect(pageOf(page, `${id} hangs`).getByRole("alert")).toContainText(says, { timeout: 25_000 });
  }
  await othersAreUsable(page);
  await nothingEscaped(page);
  for (const [id] of hanging) await host.ask("stop", `${id} hangs`);
});
