import { Suspense } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { usePalette } from "#renderer/app/palette-store.ts";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import { useDialog } from "#renderer/features/servers/dialogs.ts";

const CommandPalette = lazyPart(async () => (await import("#renderer/app/command-palette.tsx")).CommandPalette);
const ServerDialogs = lazyPart(
  async () => (await import("#renderer/features/servers/server-dialogs.tsx")).ServerDialogs,
);

/** What floats over the window. Its code is fetched when it is first wanted. */
export function Overlays() {
  const api = useApi();
  const wanted = usePalette((state) => state.wanted);
  const dialogWanted = useDialog((state) => state.dialog !== undefined);
  return (
    <Suspense fallback={undefined}>
      {wanted ? <CommandPalette /> : undefined}
      {dialogWanted ? <ServerDialogs onOpen={(serverId) => go(api, { room: "servers", serverId })} /> : undefined}
    </Suspense>
  );
}
