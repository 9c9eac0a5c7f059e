import { act, cleanup, render } from "@testing-library/react";
import { notifications } from "@mantine/notifications";
import type { StoreApi } from "zustand";
import { useJobs } from "#renderer/api/jobs.ts";
import { usePreferences } from "#renderer/api/preferences.ts";
import { useNavigation } from "#renderer/app/navigation.ts";
import { usePalette } from "#renderer/app/palette-store.ts";
import { openSession, useSession } from "#renderer/app/session-store.ts";
import { Session } from "#renderer/app/session.tsx";
import { useActivityStore } from "#renderer/features/activity/activity-store.ts";
import { useDraftsStore } from "#renderer/features/drafts/drafts-store.ts";
import { useAssistantsStore } from "#renderer/features/assistants/assistants-store.ts";
import { useConversations } from "#renderer/features/conversation/conversation-store.ts";
import { useDialog } from "#renderer/features/servers/dialogs.ts";
import { forgetDiscoveries } from "#renderer/features/servers/discovery-store.ts";
import { useSamplesStore } from "#renderer/features/servers/samples-store.ts";
import { useServersStore } from "#renderer/features/servers/servers-store.ts";
import { useModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { useModelsStore } from "#renderer/features/settings/models-store.ts";
import { useSuitesStore } from "#renderer/features/suites/suites-store.ts";
import { useTrafficStore } from "#renderer/features/traffic/traffic-store.ts";
import type { Ports } from "#core/ports.ts";
import { memoryWire } from "#shared/rpc/memory-wire.ts";
import { serve } from "#shared/rpc/serve.ts";
import type { Wire } from "#shared/rpc/wire.ts";
import { coreFixture, type CoreFixture } from "./core-fixture.ts";
import type { FakeServer } from "./fake-gateway.ts";
import { fillJsdom } from "./fill-jsdom.ts";

/** A window on a real core over the memory wire; only the core's ports are fakes. */
export interface RenderedConsole extends CoreFixture {
  /** Cuts the wire, as a crash of the core would. */
  cut(): void;
}

const back =
  <T,>(store: StoreApi<T>): (() => void) =>
  () =>
    store.setState(store.getInitialState(), true);

/** Each brings one store back to how a new window has it. */
const RESETS = [
  back(useJobs),
  back(usePreferences),
  back(useNavigation),
  back(usePalette),
  back(useSession),
  back(useActivityStore),
  back(useAssistantsStore),
  back(useConversations),
  back(useDialog),
  back(useDraftsStore),
  back(useModelDialog),
  back(useModelsStore),
  back(useSamplesStore),
  back(useServersStore),
  back(useSuitesStore),
  back(useTrafficStore),
];

/** Mounts the whole window. `prepare` fills the core before the window opens. End with `endConsole`. */
export async function renderConsole(
  server: Partial<FakeServer> = {},
  prepare: (fixture: CoreFixture) => Promise<unknown> = async () => undefined,
  changes: Partial<Ports> = {},
): Promise<RenderedConsole> {
  fillJsdom();
  for (const reset of RESETS) reset();
  forgetDiscoveries();
  notifications.clean();
  const fixture = await coreFixture(server, changes);
  await prepare(fixture);
  let ours: Wire | undefined;
  const open = (): Promise<void> =>
    openSession(() => {
      const [mine, theirs] = memoryWire();
      serve(mine, fixture.core.handlers, {
        subscribe: fixture.core.subscribe,
        onBug: (_method, error) => fixture.bugs.push(error),
      });
      ours = mine;
      return theirs;
    });
  await act(open);
  render(<Session onReconnect={() => void open()} env="test" />);
  return { ...fixture, cut: () => act(() => ours?.close()) };
}

/** Unmounts the window and closes its core. */
export async function endConsole(console: RenderedConsole | undefined): Promise<void> {
  cleanup();
  await console?.core.close();
}

/** Adds a server to a core and discovers it once. */
export async function addDiscovered(fixture: CoreFixture, id: string, name: string, url: string): Promise<void> {
  await fixture.ask("servers.add", { id, name, url });
  await fixture.ask("discovery.run", { runId: `${id}-first`, serverId: id });
}
