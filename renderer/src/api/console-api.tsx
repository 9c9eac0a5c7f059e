import { createContext, useContext, type ReactNode } from "react";
import type { Capabilities } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface LiveConsole {
  readonly api: ConsoleApi;
  readonly capabilities: Capabilities;
}

const Context = createContext<LiveConsole | undefined>(undefined);

/** Gives the core and what its shell can do to everything below. */
export function ConsoleApiProvider({ live, children }: { readonly live: LiveConsole; readonly children: ReactNode }) {
  return <Context value={live}>{children}</Context>;
}

function useLive(): LiveConsole {
  const live = useContext(Context);
  if (live === undefined) throw new Error("there is no ConsoleApiProvider above");
  return live;
}

/** The core, for calling and hearing. */
export const useApi = (): ConsoleApi => useLive().api;

/** What the shell can do. Ask this, never for the platform. */
export const useCapabilities = (): Capabilities => useLive().capabilities;
