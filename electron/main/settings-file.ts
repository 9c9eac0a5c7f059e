import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import ElectronStore from "electron-store";
import { z } from "zod";
import type { PreferenceFile } from "#core/ports.ts";
import { preferencesSchema } from "#shared/contract/methods.ts";

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
const windowSchema = z.object({ bounds: boundsSchema.optional(), maximized: z.boolean() });
export type WindowState = z.infer<typeof windowSchema>;

const settingsSchema = z.object({ preferences: preferencesSchema, window: windowSchema });
type Settings = z.infer<typeof settingsSchema>;

const defaults: Settings = {
  preferences: { theme: "system", layout: {}, view: {} },
  window: { maximized: false },
};

/** Window bounds, theme and the like: nothing precious, so a broken file costs only the habit. */
export interface SettingsFile {
  readonly preferences: PreferenceFile;
  window(): WindowState;
  setWindow(state: WindowState): void;
}

/** Opens `settings.json` in `folder`, readable by its owner only. One that cannot be read is moved aside, not wiped. */
export function openSettings(folder: string, nowIso: string): SettingsFile {
  moveBrokenAside(join(folder, "settings.json"), nowIso);
  const store = new ElectronStore<Settings>({ cwd: folder, name: "settings", configFileMode: 0o600, defaults });
  return {
    preferences: {
      get: () => store.get("preferences"),
      set(change) {
        const changed = { ...store.get("preferences"), ...change };
        store.set("preferences", changed);
        return changed;
      },
    },
    window: () => store.get("window"),
    setWindow: (state) => store.set("window", state),
  };
}

/** Takes out of the way what is not a settings file of this version's form. */
function moveBrokenAside(path: string, nowIso: string): void {
  if (!existsSync(path) || isWhole(readFileSync(path, "utf8"))) return;
  renameSync(path, `${path}.broken-${nowIso.replaceAll(":", "-")}`);
}

function isWhole(text: string): boolean {
  try {
    return settingsSchema.partial().safeParse(JSON.parse(text)).success;
  } catch {
    return false; // the one expected failure of JSON.parse: half a file
  }
}
