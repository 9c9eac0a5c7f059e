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
