import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { Model } from "#shared/contract/model.ts";
import type { ModelTool } from "#core/model-ports.ts";
import type { JobParts } from "#core/ports.ts";
import { shownModel, storedModels, type StoredModel } from "./stored-model.ts";
import { keyDestination, readTypedModel } from "./typed-model.ts";

type ModelHandlers = Pick<
  Handlers,
  "models.list" | "models.save" | "models.remove" | "models.restore" | "models.check"
>;

/** `models.*` of the contract. */
export function modelHandlers({ ports, emit, openModel }: JobParts): ModelHandlers {
  const { store, clock } = ports;
  const shown = async (): Promise<Model[]> =>
    (await storedModels(store)).filter(({ removedAt }) => removedAt === undefined).map(shownModel);
  const find = async (id: string): Promise<StoredModel | undefined> =>
    (await storedModels(store)).find((one) => one.id === id);
  const put = async (model: StoredModel): Promise<Result<Model, ConsoleError>> => {
    await store.putDocument("model", model.id, model);
    emit("models.changed", { models: await shown() });
    return ok(shownModel(model));
  };

  return {
    "models.list": shown,

    async "models.save"(input) {
      const typed = readTypedModel(input);
      if (!typed.ok) return typed;
      const { key, ...model } = typed.value;
      const known = await find(model.id);
      if (known?.sealed !== undefined && key === undefined && keyDestination(known) !== keyDestination(model))
        return fail(
          invalidInput(
            "E_MODEL_KEY_AGAIN",
            "The key that is kept was given for another address.",
            "Enter the key for this one, or take it away.",
          ),
        );
      const sealed = key === undefined ? known?.sealed : key === "" ? undefined : await ports.secrets.seal(key);
      return put({
        ...model,
        addedAt: known?.addedAt ?? clock.now(),
        ...(sealed === undefined ? {} : { sealed }),
      });
    },

    async "models.remove"({ id }) {
      const known = await find(id);
      if (known === undefined || known.removedAt !== undefined) return fail(notFound("model", id));
      await put({ ...known, removedAt: clock.now() });
      return ok({});
    },

    async "models.restore"({ id }) {
      const known = await find(id);
      if (known === undefined) return fail(notFound("model", id));
      const { removedAt: _, ...kept } = known;
      return put(kept);
    },

    async "models.check"({ id }, { signal }) {
      const opened = await openModel(id);
      if (!opened.ok) return opened;
      const answer = await ports.models.answer(opened.value, {
        prompt: "You are being checked. Use the tool that you are given.",
        messages: [{ role: "user", text: 'Call the tool report_ready with the word "ready". Say nothing else.' }],
        tools: [reportReady],
        signal,
      });
      if (!answer.ok) return answer;
      const { ms, firstTokenMs, calls, text, tokens } = answer.value;
      return ok({
        ms,
        calledTool: calls.some(({ name }) => name === reportReady.name),
        said: text.slice(0, 2000),
        ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
        ...(tokens === undefined ? {} : { tokens }),
      });
    },
  };
}

/** Nothing runs when it is called: calls come back as data. */
const reportReady: ModelTool = {
  name: "report_ready",
  description: "Reports that the model can call tools.",
  inputSchema: {
    type: "object",
    properties: { word: { type: "string", description: "The word that was asked for." } },
    required: ["word"],
    additionalProperties: false,
  },
};
