import { lazy, type ComponentType } from "react";

/** The code of a part of the window could not be fetched: what serves it is gone. */
export class PartNotLoaded extends Error {
  override name = "PartNotLoaded";
}

/** A component whose code is fetched when it is first drawn. `load` imports it and picks it out. */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      // The import rejects where its file cannot be fetched, or where the module throws while it starts.
      throw new PartNotLoaded(String(error), { cause: error });
    }
  });
}
