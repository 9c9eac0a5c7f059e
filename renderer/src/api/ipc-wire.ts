import type { Wire } from "#shared/rpc/wire.ts";

/** The desktop shell's wire, which the preload script has put into the page; undefined in any other shell. */
export function ipcWire(): Wire | undefined {
  return (globalThis as { readonly preflightWire?: Wire }).preflightWire;
}
