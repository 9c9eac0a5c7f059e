import type { Handlers } from "#shared/contract/methods.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { draftHandlers } from "./draft-handlers.ts";
import { createDraftPreview } from "./preview-draft.ts";
import { suiteRunHandlers } from "./run-handlers.ts";
import { suiteHandlers } from "./suite-handlers.ts";

type SuiteMethods = Extract<keyof Handlers, `drafts.${string}` | `suites.${string}`>;

/** Drafts and suites: their methods, and the end of what previews keep open. */
export interface Suites {
  readonly handlers: Pick<Handlers, SuiteMethods>;
  close(): Promise<void>;
}

/** Every `drafts.*` and `suites.*` method of the contract. `discover` comes from another job by the core's wiring. */
export function createSuites(parts: JobParts, discover: Discover): Suites {
  const preview = createDraftPreview(parts);
  return {
    handlers: {
      ...draftHandlers(parts),
      ...preview.handlers,
      ...suiteHandlers(parts),
      ...suiteRunHandlers(parts, discover),
    },
    close: () => preview.close(),
  };
}
