import { Notifications } from "@mantine/notifications";
import { Suspense, useDeferredValue, useEffect } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { assertNever } from "#shared/base/assert-never.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { useShortcuts } from "#renderer/app/keyboard.ts";
import { go, isOnScreen, useNavigation, type Room } from "#renderer/app/navigation.ts";
import { preloadParts } from "#renderer/app/preload.ts";
import { Overlays } from "#renderer/app/overlays.tsx";
import { Rail, ROOM_NAMES } from "#renderer/app/rail.tsx";
import { ServersRoom } from "#renderer/app/servers-room.tsx";
import { StatusBar } from "#renderer/app/status-bar.tsx";
import { useWindowActions } from "#renderer/app/window-actions.ts";
import { followDrafts } from "#renderer/features/drafts/drafts-store.ts";
import { followConversations } from "#renderer/features/conversation/follow-conversations.ts";
import { followDriftNews } from "#renderer/features/drift/drift-news.tsx";
import { followDiscoveries } from "#renderer/features/servers/discovery-store.ts";
import { followServers } from "#renderer/features/servers/servers-store.ts";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import classes from "#renderer/app/frame.module.css";

const AssistantsRoom = lazyPart(async () => (await import("#renderer/app/assistants-room.tsx")).AssistantsRoom);
const ActivityRoom = lazyPart(async () => (await import("#renderer/app/activity-room.tsx")).ActivityRoom);
const SettingsRoom = lazyPart(async () => (await import("#renderer/features/settings/settings-page.tsx")).SettingsPage);

/** The window: rail, the room one is in, status bar. */
export function Frame() {
  const api = useApi();
  // Deferred: while the code of another room is on its way, the one on screen stays.
  const room = useDeferredValue(useNavigation((place) => place.room));
  useWindowActions();
  useShortcuts();
  useEffect(() => {
    preloadParts();
    const stops = [
      followServers(api),
      followDiscoveries(api),
      followConversations(api),
      followDrafts(api),
      followDriftNews(api, {
        isLookedAt: (serverId) => isOnScreen(serverId, "drift"),
        onShow: (serverId) => go(api, { room: "servers", serverId, tab: "drift" }),
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api]);
  return (
    <>
      <div className={classes.body}>
        <Rail />
        <main className={classes.room}>
          <ErrorBoundary key={room} part={ROOM_NAMES[room].title}>
            <Suspense fallback={undefined}>{roomView(room)}</Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <StatusBar />
      <ErrorBoundary part="The palette or dialog">
        <Overlays />
      </ErrorBoundary>
      <Notifications position="bottom-right" autoClose={8000} containerWidth={360} className={classes.notes} />
    </>
  );
}

function roomView(room: Room) {
  switch (room) {
    case "servers":
      return <ServersRoom />;
    case "assistants":
      return <AssistantsRoom />;
    case "activity":
      return <ActivityRoom />;
    case "settings":
      return <SettingsRoom />;
    default:
      return assertNever(room);
  }
}
