import { randomUUID } from "node:crypto";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { type JsonObject, readJsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";
import { readHttpTool, sealHttpTool, shownHttpTool, storedHttpTools, type StoredHttpTool } from "./stored-http-tool.ts";
import { readTypedHttpTool } from "./typed-http-tool.ts";

type HttpToolHandlers = Pick<
  Handlers,
  "httpTools.list" | "httpTools.save" | "httpTools.remove" | "httpTools.restore" | "httpTools.call"
>;

/** `httpTools.*` of the contract. */
export function httpToolHandlers({ ports, emit, traffic, openHttpTool }: JobParts): HttpToolHandlers {
  const { store, clock, secrets } = ports;
  const present = async (): Promise<readonly StoredHttpTool[]> =>
    (await storedHttpTools(store)).filter(({ removedAt }) => removedAt === undefined);
  const shown = async (): Promise<HttpTool[]> => (await present()).map(shownHttpTool);
  const find = async (id: string): Promise<StoredHttpTool | undefined> =>
    (await storedHttpTools(store)).find((one) => one.id === id);
  const put = async (tool: StoredHttpTool): Promise<Result<HttpTool, ConsoleError>> => {
    await store.putDocument("http-tool", tool.id, tool);
    emit("httpTools.changed", { httpTools: await shown() });
    return ok(shownHttpTool(tool));
  };
  const nameTaken = async ({ id, name }: { readonly id: string; readonly name: string }): Promise<boolean> =>
    (await present()).some((one) => one.id !== id && one.name === name);

  return {
    "httpTools.list": shown,

    async "httpTools.save"(input) {
      if (await nameTaken(input)) return fail(taken(input.name));
      const stored = await find(input.id);
      const clear = stored === undefined ? undefined : await readHttpTool(stored, secrets);
      // What cannot be opened is replaced only by a tool that needs nothing of it.
      const whole = input.url !== undefined && input.url.trim() !== stored?.url && input.headers.every(hasValue);
      if (clear?.ok === false && !whole) return clear;
      const known = stored !== undefined && clear?.ok === true ? { stored, clear: clear.value } : undefined;
      const typed = readTypedHttpTool(input, known);
      if (!typed.ok) return typed;
      const sealed = await sealHttpTool(typed.value.clear, secrets);
      return put({
        ...typed.value.tool,
        changedAt: clock.now(),
        ...(sealed === undefined ? {} : { sealed }),
      });
    },

    async "httpTools.remove"({ id }) {
      const known = await find(id);
      if (known === undefined || known.removedAt !== undefined) return fail(notFound("custom tool", id));
      await put({ ...known, removedAt: clock.now() });
      return ok({});
    },

    async "httpTools.restore"({ id }) {
      const known = await find(id);
      if (known === undefined) return fail(notFound("custom tool", id));
      if (await nameTaken(known)) return fail(taken(known.name));
      const { removedAt: _, ...kept } = known;
      return put(kept);
    },

    async "httpTools.call"({ id, argumentsText }, { signal }) {
      const argumentsValue = readArguments(argumentsText);
      if (!argumentsValue.ok) return argumentsValue;
      const opened = await openHttpTool(id);
      if (!opened.ok) return opened;
      return ports.httpTools.call(opened.value, argumentsValue.value, {
        jobId: randomUUID(),
        signal,
        onExchange: (exchange) => traffic.append(exchange),
      });
    },
  };
}

const hasValue = ({ value }: { readonly value?: string | undefined }): boolean => value !== undefined;

const taken = (name: string): ConsoleError =>
  invalidInput(
    "E_NAME_TAKEN",
    `There is a custom tool called ${JSON.stringify(name)} already.`,
    "Give it another name.",
  );

function readArguments(text: string): Result<JsonObject, ConsoleError> {
  const value = text.trim() === "" ? {} : readJsonObject(text);
  if (value !== undefined) return ok(value);
  return fail(
    invalidInput("E_ARGUMENTS_FORM", "The arguments are not a JSON object.", 'Write them as JSON, such as {"id": 7}.'),
  );
}
