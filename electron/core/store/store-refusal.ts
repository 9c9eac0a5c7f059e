import type { Backup } from "./backups.ts";

/** Why the database was not opened. */
export type RefusalState =
  | "lost-rows" // it holds less than the manifest remembers, or is not there at all
  | "corrupt" // it cannot be read
  | "newer-schema" // a later Preflight wrote it
  | "not-ours" // some other program's file
  | "locked" // another process holds it for too long, or has it open while files must be moved
  | "not-writable" // permissions, a read-only or full disk
  | "migration-failed" // bringing an older one up to date failed; it is as it was
  | "no-backup"; // there is no good backup to restore

/** What a person can do about it; each is one function of `rescue.ts`, or opening again. */
export type StoreChoice =
  | { readonly kind: "retry" }
  | { readonly kind: "restore-backup"; readonly backup: Backup }
  | { readonly kind: "accept" }
  | { readonly kind: "start-fresh" }
  | { readonly kind: "open-read-only" };

/** The database was left as it is, because opening it could hide a loss. Nothing was changed on disk. */
export interface StoreRefusal {
  readonly state: RefusalState;
  /** One sentence for a person. */
  readonly said: string;
  readonly evidence: string;
  readonly choices: readonly StoreChoice[];
}

/** Carries a refusal out of the depths of the worker. */
export class Refused extends Error {
  readonly refusal: StoreRefusal;
  constructor(state: RefusalState, said: string, evidence: string, choices: readonly StoreChoice[]) {
    super(said);
    this.name = "Refused";
    this.refusal = { state, said, evidence: evidence.slice(0, 2048), choices };
  }
}
