import { create } from "zustand";
import { preferencesNow, rememberView } from "#renderer/api/preferences.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** The rooms of the window, in the order of the rail. */
export const ROOMS = ["servers", "assistants", "activity", "settings"] as const;
export type Room = (typeof ROOMS)[number];

interface Place {
  readonly room: Room;
  /** The server on the workbench, if one was chosen. */
  readonly serverId: string | undefined;
  /** The open tab of a server's page. */
  readonly tab: string;
  /** The open tab of an assistant's page. */
  readonly assistantTab: string;
}

/** Where the window is. */
export const useNavigation = create<Place>(() => ({
  room: "servers",
  serverId: undefined,
  tab: "tools",
  assistantTab: "prompt",
}));

/** Goes somewhere; what is not named stays. Remembered for the next start. */
export function go(api: ConsoleApi, place: Partial<Place>): void {
  useNavigation.setState(place);
  const { room, serverId, tab, assistantTab } = useNavigation.getState();
  rememberView(api, "room", room);
  rememberView(api, "server", serverId ?? "");
  rememberView(api, "tab", tab);
  rememberView(api, "assistantTab", assistantTab);
}

/** Goes back to where the window was left. Reads the loaded preferences; unknown values are passed over. */
export function restorePlace(): void {
  const { view } = preferencesNow();
  const room = ROOMS.find((known) => known === view["room"]) ?? "servers";
  const server = view["server"];
  useNavigation.setState({
    room,
    serverId: server === undefined || server === "" ? undefined : server,
    tab: view["tab"] ?? "tools",
    assistantTab: view["assistantTab"] ?? "prompt",
  });
}

/** Whether a tab of a server is what one looks at now. */
export function isOnScreen(serverId: string, tab: string): boolean {
  const place = useNavigation.getState();
  return place.room === "servers" && place.serverId === serverId && place.tab === tab;
}
