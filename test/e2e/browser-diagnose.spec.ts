import { readFile, writeFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { startHost, type Host } from "../hostile/host-client.ts";
import { test } from "./console.ts";
import { startSample, toolList, verdict } from "./walk.ts";

const SEED = "S33dedSecret-9f8e7d6c5b4a";
let host: Host;
test.beforeAll(() => {
  host = startHost();
});
test.afterAll(() => host.close());

const tab = (page: Page, name: string): Promise<void> =>
  page
    .getByRole("tablist", { name: /^Parts of/u })
    .getByRole("tab", { name })
    .click();

const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole("listbox", { name: "Servers" }).getByRole("option", { name }).click();

async function add(page: Page, name: string, row: string): Promise<void> {
  const { started } = await host.ask("start", name, row);
  await page.getByRole("button", { name: "Add a server", exact: true }).click();
  await page.getByRole("menuitem", { name: "Paste a URL" }).click();
  await page.getByRole("textbox", { name: "Server URL" }).fill(`${started?.url ?? ""}?token=${SEED}`);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Add and discover" }).click();
  await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
}

test("a diagnosis is run, cancelled, left, come back to, copied, saved and opened by another console", async ({
  console,
}, info) => {
  const { page } = console;
  const uncaught: string[] = [];
  page.on("pageerror", (error) => uncaught.push(String(error)));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await startSample(page, "Customer success");
  const steps = page.getByRole("list", { name: "Steps" });
  const conclusion = page.getByRole("region", { name: "Conclusion" });

  await test.step("one that works", async () => {
    await tab(page, "Diagnose");
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    await expect(conclusion).toContainText("would register 7 tools");
    await expect(steps.getByRole("listitem")).toHaveCount(10);
    await steps.getByText("tools/list").first().click();
  });

  await test.step("leaving it and coming back breaks nothing, and it stays", async () => {
    await tab(page, "Tools");
    await expect(toolList(page)).toBeVisible();
    await tab(page, "Diagnose");
    await expect(conclusion).toContainText("would register 7 tools");
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Activity" }).click();
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Servers" }).click();
    await expect(conclusion).toContainText("would register 7 tools");
    await page.getByRole("button", { name: "Diagnose again" }).click();
    await expect(steps).toHaveAttribute("aria-busy", "false");
    await expect(conclusion).toContainText("would register 7 tools");
  });

  await test.step("one that hangs is cancelled at once", async () => {
    await add(page, "Silent", "A10");
    await tab(page, "Diagnose");
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    await expect(steps).toHaveAttribute("aria-busy", "true");
    await expect(steps.locator("[data-verdict=ok]").first()).toBeVisible();
    const began = performance.now();
    await page.getByRole("region", { name: "Diagnosis" }).getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Find the step at which a connection fails")).toBeVisible();
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  await test.step("one that fails names cause and remedy, offered from the failure itself", async () => {
    await add(page, "Locked", "B44");
    const card = page.getByRole("region", { name: "Locked" }).getByRole("alert");
    await expect(card).toContainText("401");
    await card.getByRole("button", { name: "Diagnose" }).click();
    await expect(conclusion).toContainText("The token was refused (HTTP 401).");
    await expect(conclusion).toContainText("Get a fresh token from whoever issued the URL");
    await expect(conclusion).toContainText("would register zero tools");
    await expect(steps).toContainText("Not reached:");
    await expect(card).toContainText("401"); // the first verdict is kept until it is dismissed
    await choose(page, "Customer success");
    await expect(verdict(page)).toContainText("would register");
    await choose(page, "Locked");
    await tab(page, "Diagnose");
    await expect(conclusion).toContainText("The token was refused");
  });

  await test.step("the report is copied", async () => {
    await conclusion.getByRole("button", { name: "Copy report" }).click();
    await expect(conclusion.getByRole("button", { name: "Report copied" })).toBeVisible();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain("The token was refused (HTTP 401).");
    expect(report).toContain("Get a fresh token");
    expect(report).not.toContain(SEED);
  });

  await test.step("a bundle is saved, and opened with the server gone", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      conclusion.getByRole("button", { name: "Save bundle" }).click(),
    ]);
    const path = info.outputPath(download.suggestedFilename());
    await download.saveAs(path);
    expect(await readFile(path, "utf8")).not.toContain(SEED);
    await host.ask("stop", "Locked");
    await openBundle(page, path);
    const bundle = page.getByRole("dialog");
    await expect(bundle.getByRole("region", { name: "Conclusion in the bundle" })).toContainText(
      "The token was refused",
    );
    for (const name of ["Tools", "Drift", "Traffic", "Diagnosis"]) {
      await bundle.getByRole("tab", { name }).click();
      await expect(bundle.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
    }
    await page.keyboard.press("Escape");
    await expect(bundle).toBeHidden();
  });

  await test.step("a file that is no bundle says so", async () => {
    const path = info.outputPath("other.json");
    await writeFile(path, '{"log":{"version":"1.2"}}');
    await openBundle(page, path);
    await expect(page.getByRole("dialog")).toContainText(/not a|no support bundle|bundle/u);
    await page.keyboard.press("Escape");
  });
  expect(await page.content()).not.toContain(SEED);
  expect(uncaught).toEqual([]);
});

async function openBundle(page: Page, path: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add a server", exact: true }).click();
  await page.getByRole("menuitem", { name: /bundle/iu }).click();
  await (await choosing).setFiles(path);
}
