import { createElement, useEffect, useState, type ComponentType } from "react";

/** The code of a part of the window could not be fetched: what serves it is gone. */
export class PartNotLoaded extends Error {
  override name = "PartNotLoaded";
}

/**
 * A component whose code is fetched when it is first drawn; nothing is drawn until then. `load` imports it and picks it
 * out. Not React's `lazy`: once its boundary has shown a fallback, React holds what arrives back for 300 ms.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function LazyPart(props: P) {
    const [part, setPart] = useState<{ readonly component: ComponentType<P> } | undefined>(
      loaded === undefined ? undefined : { component: loaded },
    );
    const [failure, setFailure] = useState<PartNotLoaded>();
    useEffect(() => {
      if (part !== undefined) return undefined;
      let wanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (wanted) setPart({ component });
        },
        // The import rejects where its file cannot be fetched, or where the module throws while it starts.
        (error: unknown) => {
          if (wanted) setFailure(new PartNotLoaded(String(error), { cause: error }));
        },
      );
      return () => {
        wanted = false;
      };
    }, [part]);
    if (failure !== undefined) throw failure;
    return part === undefined ? undefined : createElement(part.component, props);
  };
}
