import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { assistantSchema, type Assistant } from "#shared/contract/assistant.ts";
import { httpToolSchema, type HttpTool } from "#shared/contract/http-tool.ts";
import type { Store } from "#core/store-port.ts";

/** An assistant that was not removed. */
export async function readAssistant(store: Store, id: string): Promise<Result<Assistant, ConsoleError>> {
  const read = assistantSchema.safeParse(await store.getDocument("assistant", id));
  return read.success && read.data.removedAt === undefined ? ok(read.data) : fail(notFound("assistant", id));
}

/** The custom HTTP tools of an assistant that are still there, in its order. Their secrets stay sealed. */
export async function readCustomTools(store: Store, { httpToolIds }: Assistant): Promise<readonly HttpTool[]> {
  const read = await Promise.all(
    httpToolIds.map(async (id) => httpToolSchema.safeParse(await store.getDocument("http-tool", id))),
  );
  return read.flatMap(({ data }) => (data === undefined || data.removedAt !== undefined ? [] : [data]));
}

/** The calendar day where this computer stands: what "tomorrow" is counted from. */
export function dayOf(instant: string): { readonly year: number; readonly month: number; readonly day: number } {
  const now = new Date(instant);
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}
