import type { Store } from "#core/store-port.ts";
import { acceptDatabase, openStore, restoreBackup, startFresh } from "./open-store.ts";
import type { StoreChoice, StoreRefusal } from "./store-refusal.ts";
import type { Result } from "#shared/base/result.ts";

/** Asks a person; undefined means: quit, and leave everything as it is. */
export type AskAboutStore = (refusal: StoreRefusal) => Promise<StoreChoice | undefined>;

/** Opens the database of a data folder. Where that is refused, asks and does what was chosen, until it opens or not. */
export async function openStoreAsking(folder: string, ask: AskAboutStore): Promise<Store | undefined> {
  let opened = await openStore({ folder });
  while (!opened.ok) {
    const choice = await ask(opened.error);
    if (choice === undefined) return undefined;
    opened = await openAfter(choice, folder);
  }
  return opened.value;
}

async function openAfter(choice: StoreChoice, folder: string): Promise<Result<Store, StoreRefusal>> {
  if (choice.kind === "open-read-only") return await openStore({ folder, readOnly: true });
  const rescued = await rescues[choice.kind]?.(folder);
  return rescued === undefined || rescued.ok ? await openStore({ folder }) : rescued;
}

type RescueKind = Exclude<StoreChoice["kind"], "open-read-only">;

const rescues: Readonly<Record<RescueKind, ((folder: string) => Promise<Result<unknown, StoreRefusal>>) | undefined>> =
  {
    retry: undefined,
    "restore-backup": restoreBackup,
    accept: acceptDatabase,
    "start-fresh": startFresh,
  };
