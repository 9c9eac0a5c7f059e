import type { Wire } from "#shared/rpc/wire.ts";

/** Two ends of one wire inside one process. Text crosses asynchronously and in order, as on any other wire. */
export function memoryWire(): readonly [Wire, Wire] {
  const closers = new Set<() => void>();
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const listener of closers) listener();
  };
  const listenersOf = [new Set<(text: string) => void>(), new Set<(text: string) => void>()] as const;
  const end = (mine: Set<(text: string) => void>, theirs: Set<(text: string) => void>): Wire => ({
    send(text) {
      void Promise.resolve().then(() => {
        if (open) for (const listener of theirs) listener(text);
      });
    },
    onMessage(listener) {
      mine.add(listener);
      return () => mine.delete(listener);
    },
    onClose(listener) {
      if (!open) listener();
      closers.add(listener);
      return () => closers.delete(listener);
    },
    close,
  });
  const [a, b] = listenersOf;
  return [end(a, b), end(b, a)];
}
