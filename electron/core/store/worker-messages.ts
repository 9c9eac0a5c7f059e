import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Rescue } from "./rescue.ts";
import type { StoreRefusal } from "./store-refusal.ts";
import type { StoreRequests } from "./store-requests.ts";

/** What can be asked before a database is open, and its end. */
export interface FileRequests {
  open(folder: string, readOnly: boolean): void;
  close(): void;
  restoreBackup(folder: string): Rescue;
  startFresh(folder: string): Rescue;
  acceptDatabase(folder: string): Rescue;
}

export type WorkerRequests = StoreRequests & FileRequests;

export interface Request {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type Answer = { readonly id: number } & (
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "refused"; readonly refusal: StoreRefusal }
  | { readonly kind: "failed"; readonly error: ConsoleError }
  | { readonly kind: "bug"; readonly said: string }
);
