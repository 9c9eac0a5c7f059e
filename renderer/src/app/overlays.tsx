import { Suspense } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { usePalette } from "#renderer/app/palette-store.ts";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import { useBundle } from "#renderer/features/bundle/bundle-store.ts";
import { useMatrix } from "#renderer/features/drift/matrix-store.ts";
import { useHttpToolDialog } from "#renderer/features/http-tools/http-tool-dialog.ts";
import { useModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { useDialog } from "#renderer/features/servers/dialogs.ts";

const CommandPalette = lazyPart(async () => (await import("#renderer/app/command-palette.tsx")).CommandPalette);
const ServerDialogs = lazyPart(
  async () => (await import("#renderer/features/servers/server-dialogs.tsx")).ServerDialogs,
);

const BundleWindow = lazyPart(async () => (await import("#renderer/app/bundle-window.tsx")).BundleWindow);
const HttpToolDialogs = lazyPart(
  async () => (await import("#renderer/features/http-tools/http-tool-dialogs.tsx")).HttpToolDialogs,
);
const ModelDialogs = lazyPart(async () => (await import("#renderer/features/settings/model-dialogs.tsx")).ModelDialogs);
const MatrixWindow = lazyPart(async () => (await import("#renderer/app/matrix-window.tsx")).MatrixWindow);

/** What floats over the window. Its code is fetched when it is first wanted. */
export function Overlays() {
  const api = useApi();
  const wanted = usePalette((state) => state.wanted);
  const dialogWanted = useDialog((state) => state.dialog !== undefined);
  const bundleWanted = useBundle((state) => state.file !== undefined);
  const matrixWanted = useMatrix((state) => state.opened || state.first.length > 0);
  const httpToolWanted = useHttpToolDialog((state) => state.dialog !== undefined);
  const modelWanted = useModelDialog((state) => state.opening > 0);
  return (
    <Suspense fallback={undefined}>
      {wanted ? <CommandPalette /> : undefined}
      {dialogWanted ? (
        <ServerDialogs onOpen={(serverId) => go(api, { room: "servers", serverId, tab: "tools" })} />
      ) : undefined}
      {bundleWanted ? <BundleWindow /> : undefined}
      {httpToolWanted ? <HttpToolDialogs /> : undefined}
      {modelWanted ? <ModelDialogs /> : undefined}
      {matrixWanted ? <MatrixWindow /> : undefined}
    </Suspense>
  );
}
