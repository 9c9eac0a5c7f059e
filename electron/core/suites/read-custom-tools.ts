import type { Assistant } from "#shared/contract/assistant.ts";
import { httpToolSchema, type HttpTool } from "#shared/contract/http-tool.ts";
import type { Store } from "#core/store-port.ts";

/** The custom HTTP tools of an assistant that are still there, in its order. Their secrets stay sealed. */
export async function readCustomTools(store: Store, { httpToolIds }: Assistant): Promise<readonly HttpTool[]> {
  const read = await Promise.all(
    httpToolIds.map(async (id) => httpToolSchema.safeParse(await store.getDocument("http-tool", id))),
  );
  return read.flatMap(({ data }) => (data === undefined || data.removedAt !== undefined ? [] : [data]));
}
