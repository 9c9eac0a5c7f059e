import { create } from "zustand";
import type { Preferences } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** The mirror of the core's view settings. Filled before the window is mounted. */
export const usePreferences = create<Preferences>(() => ({ theme: "system", layout: {}, view: {} }));

/** The preferences at this moment, for what is read once and not followed. */
export const preferencesNow = (): Preferences => usePreferences.getState();

/** Reads the preferences once, at start. */
export async function loadPreferences(api: ConsoleApi): Promise<void> {
  usePreferences.setState(await api.call("preferences.get", {}));
}

/** Changes the theme, here at once and in the core. */
export function chooseTheme(api: ConsoleApi, theme: Preferences["theme"]): void {
  change(api, { theme });
}

/** Remembers a small choice under a name: open tab, selected server. Unchanged values are not sent. */
export function rememberView(api: ConsoleApi, name: string, value: string): void {
  const { view } = usePreferences.getState();
  if (view[name] !== value) change(api, { view: { ...view, [name]: value } });
}

/** Remembers the sizes (percent, in order) of a group of panes. */
export function rememberLayout(api: ConsoleApi, group: string, sizes: readonly number[]): void {
  change(api, { layout: { ...usePreferences.getState().layout, [group]: [...sizes] } });
}

function change(api: ConsoleApi, part: Partial<Preferences>): void {
  usePreferences.setState(part);
  // A setting that could not be kept costs nothing now; a dead wire is said by the connection bar.
  api.call("preferences.set", part).catch(() => undefined);
}
