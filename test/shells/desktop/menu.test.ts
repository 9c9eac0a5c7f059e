import type { MenuItemConstructorOptions } from "electron";
import { expect, test } from "vitest";
import { menuTemplate } from "../../../electron/main/menu.ts";

const items = (platform: NodeJS.Platform, choose = (_id: string): void => undefined): MenuItemConstructorOptions[] =>
  menuTemplate(platform, choose).flatMap(({ submenu }) => (submenu ?? []) as MenuItemConstructorOptions[]);

test("an entry chooses the palette's action of its id, once", () => {
  const chosen: string[] = [];
  const actions = items("linux", (id) => chosen.push(id)).filter(({ id }) => id !== undefined);
  for (const { click } of actions) (click as (() => void) | undefined)?.();
  expect(chosen).toEqual(actions.map(({ id }) => id));
  expect(new Set(chosen).size).toBe(chosen.length);
});

test("the keys of an action are shown and not taken, since the page hears them itself", () => {
  const keyed = items("linux").filter(({ id, accelerator }) => id !== undefined && accelerator !== undefined);
  expect(keyed.map(({ accelerator }) => accelerator)).toContain("CmdOrCtrl+K");
  expect(keyed.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
});

test("macOS closes its window from the menu where others quit", () => {
  expect(items("darwin").map(({ role }) => role)).toContain("close");
  expect(items("linux").map(({ role }) => role)).toContain("quit");
});
