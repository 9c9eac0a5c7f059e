import { expect } from "@playwright/test";
import { test } from "./console.ts";
import { argumentsOf, chooseTool, startSample } from "./walk.ts";

// In both shells: the page takes no string for markup or for a script, and all of it works without.
test("no string becomes markup or a script, and the editors and workers do without", async ({ console }) => {
  const { page } = console;
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));

  await startSample(page, "Customer success");
  await chooseTool(page, "search_tickets");
  await argumentsOf(page, "search_tickets").focus();
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeVisible();
  await page.keyboard.press("Escape");
  for (const tab of [
    "As the model sees it",
    "Schema",
    "Raw",
    "Draft",
    "Description",
    "Lint",
    "Drift",
    "Diagnose",
    "Tools",
  ])
    await page.getByRole("tab", { name: tab }).first().click();
  await expect(argumentsOf(page, "search_tickets")).toBeVisible();
  expect(said.filter((line) => /Trusted|violates/u.test(line))).toEqual([]);

  const refused = await page.evaluate(() => {
    const attempts = {
      innerHTML: () => (document.createElement("div").innerHTML = "<img src=x>"),
      insert: () => document.body.insertAdjacentHTML("beforeend", "<p>from a server</p>"),
      script: () => (document.createElement("script").src = "https://evil.example/a.js"),
      worker: () => new Worker("data:text/javascript,1"),
      parser: () => new DOMParser().parseFromString("<p>", "text/html"),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [];
      } catch (error) {
        return error instanceof TypeError ? [name] : [];
      }
    });
  });
  expect(refused).toEqual(["innerHTML", "insert", "script", "worker", "parser"]);
});
