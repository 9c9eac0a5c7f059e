import { expect } from "@playwright/test";
import type { ConsoleUnderTest } from "./console.ts";
import {
  argumentsOf,
  chooseTool,
  history,
  openHistory,
  problems,
  result,
  startSample,
  toolList,
  typeArguments,
  verdict,
} from "./walk.ts";

const tool = "get_account_status";

/**
 * The main job from end to end: a sample server is added and discovered, a tool found, its arguments edited into a
 * mistake and out of it, run, seen, run again from history; and after a restart everything is still there.
 */
export async function walkTheMainJob(console: ConsoleUnderTest): Promise<void> {
  let { page } = console;
  await startSample(page, "Customer success");
  await expect(verdict(page)).toContainText("A conversation started now would register 7 tools");
  await expect(toolList(page).getByRole("option")).toHaveCount(7);

  await chooseTool(page, tool);
  await expect(toolList(page).getByRole("option")).toHaveCount(1);

  await typeArguments(page, tool, '{ "account_id": "1001" }');
  await expect(problems(page)).toContainText("1 problem against the schema");
  await typeArguments(page, tool, '{ "account_id": "ACC-1001" }');
  await expect(problems(page)).not.toContainText("problem against the schema");

  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(result(page)).toContainText("seats used");
  await openHistory(page);
  await expect(history(page, tool)).toHaveCount(1);
  await result(page).getByRole("button", { name: "Run again" }).click();
  await expect(result(page)).toContainText("seats used");
  await openHistory(page);
  await expect(history(page, tool)).toHaveCount(2);

  page = await console.restart();
  await expect(verdict(page)).toContainText("would register 7 tools");
  await expect(toolList(page).getByRole("option")).toHaveCount(7);
  await chooseTool(page, tool);
  await expect(argumentsOf(page, tool)).toBeVisible();
  await openHistory(page);
  await expect(history(page, tool)).toHaveCount(2);
  await expect(result(page)).toContainText("seats used");
}
