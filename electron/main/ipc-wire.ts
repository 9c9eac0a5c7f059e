import type { IpcMainEvent, WebContents } from "electron";
import { z } from "zod";
import type { Wire } from "#shared/rpc/wire.ts";
import { isOurPage } from "./page-address.ts";

const toCore = "preflight:to-core";
const toScreen = "preflight:to-screen";

/** What the preload script sends. `open` starts a new wire: a page that was reloaded is a new screen. */
const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open") }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("close") }),
]);

/**
 * Offers `onWire` one wire for each page that this web contents loads, one at a time. Only the main frame of our own
 * page is heard; any other sender is refused by name. `onRefused` is told once for each refused message.
 */
export function serveContents(
  contents: WebContents,
  onWire: (wire: Wire) => void,
  onRefused: (said: string) => void,
): void {
  let current: ContentsWire | undefined;
  const drop = (): void => {
    current?.end();
    current = undefined;
  };
  contents.ipc.on(toCore, (event, raw: unknown) => {
    const refusal = refusalOf(event, contents);
    if (refusal !== undefined) return onRefused(refusal);
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) return onRefused("a message of no known form");
    const message = parsed.data;
    if (message.type === "text") current?.hear(message.text);
    else drop();
    if (message.type === "open") {
      current = contentsWire(contents);
      onWire(current.wire);
    }
    return undefined;
  });
  contents.on("render-process-gone", drop);
  contents.on("destroyed", drop);
}

/** Why a sender is not heard; undefined for our own page's main frame. */
function refusalOf(event: IpcMainEvent, contents: WebContents): string | undefined {
  const frame = event.senderFrame;
  if (frame === null) return "a frame that has gone";
  if (frame !== contents.mainFrame) return "a frame inside the page";
  return isOurPage(frame.url) ? undefined : "a page that is not ours";
}

interface ContentsWire {
  readonly wire: Wire;
  hear(text: string): void;
  end(): void;
}

function contentsWire(contents: WebContents): ContentsWire {
  const heard = new Set<(text: string) => void>();
  const closers = new Set<() => void>();
  let open = true;
  const send = (message: { readonly type: "text"; readonly text: string } | { readonly type: "close" }): void => {
    if (open && !contents.isDestroyed()) contents.send(toScreen, message);
  };
  const end = (): void => {
    if (!open) return;
    open = false;
    for (const listener of closers) listener();
  };
  const wire: Wire = {
    send: (text) => send({ type: "text", text }),
    onMessage(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onClose(listener) {
      if (!open) listener();
      closers.add(listener);
      return () => closers.delete(listener);
    },
    close() {
      send({ type: "close" });
      end();
    },
  };
  return { wire, end, hear: (text) => heard.forEach((listener) => listener(text)) };
}
