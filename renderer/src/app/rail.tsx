import { Tooltip, UnstyledButton } from "@mantine/core";
import { Bot, History, Server, Settings, type LucideIcon } from "lucide-react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useJobs } from "#renderer/api/jobs.ts";
import { go, ROOMS, useNavigation, type Room } from "#renderer/app/navigation.ts";
import classes from "#renderer/app/rail.module.css";

export const ROOM_NAMES: Record<Room, { readonly title: string; readonly icon: LucideIcon }> = {
  servers: { title: "Servers", icon: Server },
  assistants: { title: "Assistants", icon: Bot },
  activity: { title: "Activity", icon: History },
  settings: { title: "Settings", icon: Settings },
};

/** The narrow strip at the left: one button a room. */
export function Rail() {
  const api = useApi();
  const here = useNavigation((place) => place.room);
  const running = useJobs((state) => state.running.length);
  return (
    <nav className={classes.rail} aria-label="Rooms" data-pane="rail">
      {ROOMS.map((room) => {
        const { title, icon: Icon } = ROOM_NAMES[room];
        const busy = room === "activity" && running > 0;
        return (
          <Tooltip key={room} label={busy ? `${title}: ${running} running` : title} position="right">
            <UnstyledButton
              className={classes.room}
              data-room={room}
              aria-label={busy ? `${title}, ${running} running` : title}
              {...(here === room ? { "aria-current": "page" as const } : {})}
              onClick={() => go(api, { room })}
            >
              <Icon size={20} strokeWidth={1.6} aria-hidden />
              {busy ? <span className={classes.busy}>{running}</span> : undefined}
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </nav>
  );
}
