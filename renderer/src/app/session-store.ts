import { create } from "zustand";
import { loadPreferences } from "#renderer/api/preferences.ts";
import { restorePlace } from "#renderer/app/navigation.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Capabilities } from "#shared/contract/methods.ts";
import { connect, type ConsoleApi } from "#shared/rpc/connect.ts";
import type { Wire } from "#shared/rpc/wire.ts";

/** A core that answers. */
interface Live {
  readonly api: ConsoleApi;
  readonly capabilities: Capabilities;
}

/** Why there is none: it is gone, or it does not let this page in. */
type Loss = "lost" | "refused";

interface SessionState {
  /** The last core that answered; kept when it is lost, so that what was read stays on screen. */
  readonly live: Live | undefined;
  readonly loss: Loss | undefined;
  /** What the core could not read of its own, until it is dismissed. */
  readonly trouble: ConsoleError | undefined;
}

/** The connection of this window to a core. */
export const useSession = create<SessionState>(() => ({ live: undefined, loss: undefined, trouble: undefined }));

/** Opens a wire and puts the window on it; call again to connect anew. `onRefused` tells a refusal from a loss. */
export async function openSession(openWire: (onRefused: () => void) => Wire): Promise<void> {
  const first = useSession.getState().live === undefined;
  useSession.setState({ loss: undefined });
  const lose = (how: Loss): void => useSession.setState(({ loss }) => ({ loss: loss ?? how }));
  const api = connect(
    openWire(() => lose("refused")),
    { onTold: (trouble) => useSession.setState({ trouble }) },
  );
  api.onDisconnected(() => lose("lost"));
  try {
    const [capabilities] = await Promise.all([api.call("app.capabilities", {}), loadPreferences(api)]);
    if (first) restorePlace();
    useSession.setState({ live: { api, capabilities } });
  } catch {
    lose("lost"); // calls reject only where there is no answer
  }
}
