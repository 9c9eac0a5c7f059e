import type { z } from "zod";
import { readDocuments, type DocumentKind, type Store } from "#core/store-port.ts";

/** Drops the documents of a kind that were removed before this start. */
export async function purgeRemoved(
  store: Store,
  kind: DocumentKind,
  schema: z.ZodType<{ readonly id: string; readonly removedAt?: string | undefined }>,
): Promise<void> {
  for (const { id, removedAt } of await readDocuments(store, kind, schema)) {
    if (removedAt !== undefined) await store.removeDocument(kind, id);
  }
}
