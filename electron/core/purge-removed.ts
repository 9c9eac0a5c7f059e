import { purgeAssistants } from "#core/assistants/assistant-handlers.ts";
import { purgeHttpTools } from "#core/assistants/stored-http-tool.ts";
import { purgeModels } from "#core/assistants/stored-model.ts";
import type { Store } from "#core/store-port.ts";
import { purgeSuites } from "#core/suites/purge-suites.ts";

/** Drops all that was removed before this start: until then it could be brought back. */
export async function purgeRemoved(store: Store): Promise<void> {
  await store.purgeRemoved();
  await purgeAssistants(store);
  await purgeModels(store);
  await purgeHttpTools(store);
  await purgeSuites(store);
}
