import { resuppress, unsuppress } from "#renderer/features/lint/suppressions-store.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Removes a suppression, and offers to put it back. */
export async function removeWithUndo(api: ConsoleApi, record: SuppressionRecord): Promise<void> {
  await unsuppress(api, record);
  offerUndo(`${record.ruleId} is not silenced any more.`, () => void resuppress(api, record));
}
