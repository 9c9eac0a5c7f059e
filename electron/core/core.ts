import type { EventListener, Handlers } from "#shared/contract/methods.ts";
import type { Ports } from "#core/ports.ts";

/** The console without a screen. */
export interface Core {
  readonly handlers: Handlers;
  readonly subscribe: (listener: EventListener) => () => void;
  /** Ends every job and closes what the ports hold open. */
  close(): Promise<void>;
}

/** Wires the jobs to the ports. The only wiring in the core. */
export declare function createCore(ports: Ports): Promise<Core>;
