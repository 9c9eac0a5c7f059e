import type { Wire } from "#shared/rpc/wire.ts";

/** Told when the browser shell does not know this page: the link was used before, or the shell was started anew. */
export interface WebsocketWireOptions {
  readonly onRefused?: () => void;
}

/**
 * The browser shell's wire. Trades the one-time token in the address (`#t=...`) for a cookie, takes it out of the
 * address, and then opens a WebSocket. What is sent before it is open waits; a refusal or a lost socket is a close.
 */
export function websocketWire(options: WebsocketWireOptions = {}): Wire {
  const heard = new Set<(text: string) => void>();
  const closers = new Set<() => void>();
  const waiting: string[] = [];
  let socket: WebSocket | undefined;
  let open = true;

  const close = (): void => {
    if (!open) return;
    open = false;
    socket?.close();
    for (const listener of closers) listener();
  };

  const start = async (): Promise<void> => {
    const session = await enterSession();
    if (session !== "entered") {
      if (session === "refused") options.onRefused?.();
      return close();
    }
    if (!open) return;
    const opened = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/wire`);
    socket = opened;
    opened.addEventListener("open", () => {
      for (const text of waiting.splice(0)) opened.send(text);
    });
    opened.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string") for (const listener of heard) listener(event.data);
    });
    opened.addEventListener("close", close);
  };
  void start();

  return {
    send(text) {
      if (!open) return;
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
      else waiting.push(text);
    },
    onMessage(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onClose(listener) {
      if (!open) listener();
      closers.add(listener);
      return () => closers.delete(listener);
    },
    close,
  };
}

/** Shows the shell who we are: by the token where the address has one, by the cookie of an earlier load otherwise. */
async function enterSession(): Promise<"entered" | "refused" | "unreachable"> {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  if (token !== null) history.replaceState(null, "", `${location.pathname}${location.search}`);
  try {
    const answer = await fetch("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(token === null ? {} : { token }),
    });
    return answer.ok ? "entered" : "refused";
  } catch {
    return "unreachable"; // fetch rejects only where nothing answered
  }
}
