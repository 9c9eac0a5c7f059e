/**
 * Fetches the code of the rooms and dialogs that are not on screen, once the window rests. They then open without a
 * wait, and also when what serves the page is gone by then.
 */
export function preloadParts(): void {
  const parts = [
    () => import("#renderer/app/command-palette.tsx"),
    () => import("#renderer/features/servers/server-dialogs.tsx"),
    () => import("#renderer/app/assistants-room.tsx"),
    () => import("#renderer/app/conversation-place.tsx"),
    () => import("#renderer/app/activity-room.tsx"),
    () => import("#renderer/features/settings/settings-page.tsx"),
    () => import("#renderer/features/drift/drift-tab.tsx"),
    () => import("#renderer/features/lint/lint-tab.tsx"),
    () => import("#renderer/features/traffic/traffic-tab.tsx"),
  ];
  // What cannot be fetched now is asked for again, and reported, when it is wanted.
  setTimeout(() => void Promise.allSettled(parts.map((load) => load())), 2000);
}
