import { randomUUID } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { StorageFailure } from "#core/store-port.ts";
import { sqliteCode } from "./database.ts";
import { acceptDatabaseFiles, restoreBackupFiles, startFreshFiles, type Rescue } from "./rescue.ts";
import { storageFailureOf } from "./storage-errors.ts";
import { Refused } from "./store-refusal.ts";
import { openSession, type StoreSession } from "./store-session.ts";
import type { Answer, FileRequests, Request } from "./worker-messages.ts";

let session: StoreSession | undefined;

const files: FileRequests = {
  open(folder, readOnly) {
    session = openSession({ folder, readOnly, owner: randomUUID(), stamp: now() });
  },
  close() {
    session?.close();
    session = undefined;
  },
  restoreBackup: (folder): Rescue => restoreBackupFiles(folder, now()),
  startFresh: (folder): Rescue => startFreshFiles(folder, now()),
  acceptDatabase: (folder): Rescue => acceptDatabaseFiles(folder),
};

const now = (): string => new Date().toISOString();

parentPort?.on("message", ({ id, name, args }: Request) => {
  parentPort?.postMessage(
    answer(id, () => perform(name, args)),
    [], // nothing is transferred
  );
});

function perform(name: string, args: readonly unknown[]): unknown {
  const known: Partial<Record<string, unknown>> = Object.hasOwn(files, name) ? { ...files } : { ...session?.requests };
  const work = known[name] as ((...given: readonly unknown[]) => unknown) | undefined;
  if (work === undefined) throw new Error(`the store worker has no request ${name} now`);
  return work(...args);
}

function answer(id: number, work: () => unknown): Answer {
  try {
    return { id, kind: "done", value: work() };
  } catch (error) {
    if (error instanceof Refused) return { id, kind: "refused", refusal: error.refusal };
    const code = sqliteCode(error);
    if (code?.startsWith("SQLITE_CORRUPT") === true || code === "SQLITE_NOTADB") session?.distrust();
    const failure = error instanceof StorageFailure ? error : code && storageFailureOf(code, (error as Error).message);
    if (failure instanceof StorageFailure) return { id, kind: "failed", error: failure.error };
    return { id, kind: "bug", said: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
