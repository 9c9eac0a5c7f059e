import { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { modelSchema, type Model } from "#shared/contract/model.ts";
import type { OpenedModel } from "#core/model-ports.ts";
import type { Ports } from "#core/ports.ts";
import { readDocuments, type Store } from "#core/store-port.ts";
import { purgeRemoved } from "./purge-removed.ts";

/** A secret as it lies in a document; the same as `SealedSecret` of the ports. */
export const sealedSchema = z.object({ backend: z.string(), sealedAt: z.string(), data: z.string() });

/** A model as it is stored: its key sealed. */
const storedModelSchema = modelSchema.omit({ hasKey: true }).extend({ sealed: sealedSchema.optional() });
export type StoredModel = z.infer<typeof storedModelSchema>;

/** Every stored model, removed ones too. */
export const storedModels = (store: Store): Promise<readonly StoredModel[]> =>
  readDocuments(store, "model", storedModelSchema);

/** What a screen may see of one. */
export function shownModel({ sealed, ...model }: StoredModel): Model {
  return { ...model, hasKey: sealed !== undefined };
}

/** Reads a model that is not removed and opens its key. */
export async function openModel({ store, secrets }: Ports, id: string): Promise<Result<OpenedModel, ConsoleError>> {
  const model = (await storedModels(store)).find((one) => one.id === id);
  if (model === undefined || model.removedAt !== undefined)
    return fail(notFound("model", id, "Choose another model, or add it in Settings."));
  const { name, provider, baseUrl, maxOutputTokens, sealed } = model;
  const opened = sealed === undefined ? undefined : await secrets.open(sealed);
  if (opened?.ok === false)
    return fail({
      ...opened.error,
      next: "Open Preflight where the key was stored, or enter the key again in Settings.",
    });
  return ok({
    id,
    name,
    provider,
    model: model.model,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(opened === undefined ? {} : { key: opened.value }),
  });
}

/** Drops the models that were removed before this start. */
export const purgeModels = (store: Store): Promise<void> => purgeRemoved(store, "model", storedModelSchema);
