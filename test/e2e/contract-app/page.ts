import type { Wire } from "#shared/rpc/wire.ts";

interface Bridge {
  onSend(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
  message(text: string): void;
  closed(): void;
}

const { preflightWire: wire, bridge } = globalThis as unknown as {
  readonly preflightWire: Wire;
  readonly bridge: Bridge;
};
bridge.onSend((text) => wire.send(text));
bridge.onClose(() => wire.close());
wire.onMessage((text) => bridge.message(text));
wire.onClose(() => bridge.closed());
