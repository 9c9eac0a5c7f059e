import { createContext, useContext, type ReactNode } from "react";
import type { Capabilities } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface ConsoleContext {
  readonly api: ConsoleApi;
  readonly capabilities: Capabilities;
}

const Context = createContext<ConsoleContext | undefined>(undefined);

/** Gives the core and what its shell can do to everything below. */
export function ConsoleApiProvider({ api, capabilities, children }: ConsoleContext & { readonly children: ReactNode }) {
  return <Context value={{ api, capabilities }}>{children}</Context>;
}

function useConsole(): ConsoleContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error("there is no ConsoleApiProvider above");
  return context;
}

/** The core, for calling and hearing. */
export const useApi = (): ConsoleApi => useConsole().api;

/** What the shell can do. Ask this, never for the platform. */
export const useCapabilities = (): Capabilities => useConsole().capabilities;
