import type { ConsoleError } from "#shared/base/console-error.ts";
import { isJsonObject } from "#shared/base/json.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { compare, freshId } from "./open-server.ts";

/** A list that is no longer the one that the conversation registered. */
export interface ListDrift {
  readonly serverId: string;
  readonly level: "breaking" | "risky" | "harmless";
  readonly text: string;
}

/** Hears, for one conversation, that servers changed their tools. */
export interface ListWatch {
  /** Lists a server again, since something it answered makes one doubt; tells `onDrift` where it changed. */
  check(serverId: string, signal: AbortSignal): Promise<void>;
  /** What was heard between turns, once. */
  take(): readonly ListDrift[];
  /** Where drift goes while a turn runs. */
  tell: ((drift: ListDrift) => void) | undefined;
  close(): void;
}

/**
 * Watches the servers of a conversation: those that declare to say so are listened to for as long as the conversation is
 * held; any is listed again where a call makes one doubt. The registered tools stay what they are, as on the platform.
 */
export function watchLists(parts: JobParts, registered: readonly Snapshot[], discover: Discover): ListWatch {
  const closing = new AbortController();
  const known = new Map(registered.map((snapshot) => [snapshot.serverId, snapshot]));
  const underWay = new Map<string, Promise<void>>();
  let heard: ListDrift[] = [];

  const look = async (serverId: string, signal: AbortSignal): Promise<void> => {
    const before = known.get(serverId);
    if (before === undefined) return;
    const listed = await discover(serverId, signal);
    if (signal.aborted) return;
    if (!listed.ok) return report({ serverId, level: "breaking", text: goneText(listed.error) });
    if (listed.value.listHash === before.listHash) return;
    const drift = await compare(parts, before, listed.value, signal);
    known.set(serverId, listed.value);
    if (drift === undefined) return;
    const text = `The server's tools changed while the conversation went on: ${drift.summary}.`;
    report({ serverId, level: drift.level, text });
  };
  const report = (drift: ListDrift): void => {
    if (watch.tell === undefined) heard.push(drift);
    else watch.tell(drift);
  };
  const watch: ListWatch = {
    tell: undefined,
    check(serverId, signal) {
      const running = underWay.get(serverId);
      if (running !== undefined) return running;
      const looking = look(serverId, AbortSignal.any([signal, closing.signal])).finally(() =>
        underWay.delete(serverId),
      );
      underWay.set(serverId, looking);
      return looking;
    },
    take() {
      const taken = heard;
      heard = [];
      return taken;
    },
    close: () => closing.abort(),
  };
  for (const snapshot of registered) if (tells(snapshot)) void listen(parts, snapshot.serverId, closing.signal, watch);
  return watch;
}

/** Whether the server declared that it says when its tools change. */
function tells({ facts: { capabilities } }: Snapshot): boolean {
  const { tools } = capabilities;
  return isJsonObject(tools) && tools["listChanged"] === true;
}

async function listen(parts: JobParts, serverId: string, signal: AbortSignal, watch: ListWatch): Promise<void> {
  try {
    const opened = await parts.openServer(serverId);
    if (!opened.ok || signal.aborted) return;
    const { server, target } = opened.value;
    await parts.gateway.listen(target, {
      jobId: freshId(),
      signal,
      ...(server.remembered === undefined ? {} : { remembered: server.remembered }),
      onListChanged: () => {
        watch.check(serverId, signal).catch((error: unknown) => parts.ports.log.bug("listing tools again", error));
      },
    });
  } catch (error) {
    parts.ports.log.bug("listening in a conversation", error);
  }
}

const goneText = ({ said }: ConsoleError): string => `The server's tools cannot be listed any more: ${said}`;
