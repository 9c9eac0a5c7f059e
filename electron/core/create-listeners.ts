import type { EventListener, EventName, EventPayload } from "#shared/contract/events.ts";
import type { Log } from "#core/ports.ts";

/** Who hears the core's events. One listener that throws stops neither a job nor the other screens. */
export function createListeners(log: Log): {
  readonly emit: EventListener;
  readonly subscribe: (listener: EventListener) => () => void;
  readonly clear: () => void;
} {
  const listeners = new Set<EventListener>();
  const tell = <E extends EventName>(listener: EventListener, name: E, payload: EventPayload<E>): void => {
    try {
      listener(name, payload);
    } catch (error) {
      log.bug(`a listener of ${name}`, error);
    }
  };
  return {
    emit(name, payload) {
      for (const listener of listeners) tell(listener, name, payload);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}
