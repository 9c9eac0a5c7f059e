import type { z } from "zod";
import type { DocumentKind, Store } from "#core/store-port.ts";

/** Documents that this version can read; others stay in the database untouched. */
export async function readDocuments<S extends z.ZodType>(
  store: Store,
  kind: DocumentKind,
  schema: S,
): Promise<readonly z.output<S>[]> {
  return (await store.listDocuments(kind)).flatMap((document) => {
    const read = schema.safeParse(document);
    return read.success ? [read.data] : [];
  });
}

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
