import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { test } from "./console.ts";
import { startLeakyServer } from "./leaky-server.ts";
import { argumentsOf, openHistory, result, toolList, typeArguments, verdict } from "./walk.ts";

const secrets = {
  query: "q9Xk/2f+7LmZ=81vTt0",
  path: "sk-path-4f6a9d1c0b7e",
  user: "agent-77u1",
  password: "p@ss:w0rd/Zz91x",
};

/** A secret as it is, percent-encoded, and in base64. */
const forms: readonly string[] = Object.values(secrets).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
]);
const basic = Buffer.from(`${secrets.user}:${secrets.password}`).toString("base64");
const leaksIn = (text: string): readonly string[] => [...forms, basic].filter((form) => text.includes(form));

/** All that a person, a screen reader or an extension could read off the window. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const values = [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value);
    return [document.title, location.href, document.documentElement.outerHTML, ...values].join("\n");
  });

/** Every file of the data folder, without what is sealed: a run of base64 far longer than any one secret's. */
async function bytesOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
  return texts.join("\n").replaceAll(/[A-Za-z0-9+/]{120,}={0,2}/gu, "");
}

test("the secrets of a server's address are nowhere but in their seal", async ({ console }) => {
  const { page } = console;
  const server = await startLeakyServer(Object.values(secrets));
  const frames: string[] = [];
  const leaks: string[] = [];
  page.on("console", (message) => frames.push(message.text()));
  const look = async (screen: string): Promise<void> => {
    for (const form of leaksIn(await textOf(page))) leaks.push(`${screen}: ${form}`);
  };
  try {
    const { query, path, user, password } = secrets;
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
    const url = `http://${login}@127.0.0.1:${server.port}/${path}/mcp?token=${encodeURIComponent(query)}`;
    await page.getByRole("button", { name: "Add a server" }).click();
    await page.getByRole("textbox", { name: "Server URL" }).fill(url);
    await page.getByRole("textbox", { name: "Name" }).fill("Leaky");
    // The page is loaded anew below, so that only what the core tells from now on is looked at.
    await page.getByRole("button", { name: "Add and discover" }).click();
    await expect(verdict(page)).toContainText("would register 1 tool");
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
    await page.reload();
    await expect(toolList(page).getByRole("option")).toHaveCount(1);
    await look("tools");
    for (const tab of await page.getByRole("tablist", { name: "About echo" }).getByRole("tab").all()) {
      await tab.click();
      await look(`tool, ${(await tab.textContent()) ?? ""}`);
    }
    // The draft has the whole height; the call stands below every other tab.
    await page.getByRole("tab", { name: "Description", exact: true }).click();
    await expect(argumentsOf(page, "echo")).toBeVisible();
    await typeArguments(page, "echo", "{}");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(result(page)).toContainText("••••");
    await look("result");
    await openHistory(page);
    await look("history");
    for (const tab of await page
      .getByRole("tablist", { name: /^Parts of/u })
      .getByRole("tab")
      .all()) {
      await tab.click();
      await look(`tab ${(await tab.textContent()) ?? ""}`);
    }
    for (const room of await page.getByRole("navigation", { name: "Rooms" }).getByRole("button").all()) {
      await room.click();
      await look(`room ${(await room.getAttribute("aria-label")) ?? ""}`);
    }
    for (const form of leaksIn(frames.join("\n"))) leaks.push(`told to the page: ${form}`);
    for (const form of leaksIn(console.printed)) leaks.push(`printed: ${form}`);
    for (const form of leaksIn(await bytesOf(console.home))) leaks.push(`on disk: ${form}`);
  } finally {
    await server.close();
  }
  expect(leaks).toEqual([]);
});
