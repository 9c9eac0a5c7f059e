import type { WebSocket } from "ws";
import type { Wire } from "#shared/rpc/wire.ts";

/** More than this waiting to be read means that the page is stuck; the wire is then closed. */
const mostWaitingBytes = 256 * 1024 * 1024;

/** The core's end of a wire over one accepted WebSocket. */
export function websocketEnd(socket: WebSocket): Wire {
  // A broken frame or a reset arrives here and is followed by "close", which is what the wire tells.
  socket.on("error", () => undefined);
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostWaitingBytes) socket.terminate();
      else socket.send(text);
    },
    onMessage(listener) {
      const hear = (data: Buffer, isBinary: boolean): void => {
        if (!isBinary) listener(data.toString("utf8"));
      };
      socket.on("message", hear);
      return () => socket.off("message", hear);
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) listener();
      socket.on("close", listener);
      return () => socket.off("close", listener);
    },
    close: () => socket.close(),
  };
}
