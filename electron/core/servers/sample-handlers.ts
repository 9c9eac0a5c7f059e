import { notFound } from "#shared/base/failure.ts";
import { fail, type Result } from "#shared/base/result.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import type { JobParts } from "#core/ports.ts";

/** `samples.*` of the contract. Starting or stopping one moves the servers that point at it, so both lists are told. */
export function sampleHandlers(parts: JobParts): Pick<Handlers, "samples.list" | "samples.start" | "samples.stop"> {
  const { samples } = parts.ports;
  const turn = async (
    id: string,
    act: (id: string) => Promise<Result<SampleServer, ConsoleError>>,
  ): Promise<Result<SampleServer, ConsoleError>> => {
    if (!samples.list().some((sample) => sample.id === id)) return fail(notFound("sample server", id));
    const result = await act(id);
    parts.samplesChanged();
    await parts.serversChanged();
    return result;
  };
  return {
    "samples.list": () => [...samples.list()],
    "samples.start": ({ id }) => turn(id, (one) => samples.start(one)),
    "samples.stop": ({ id }) => turn(id, (one) => samples.stop(one)),
  };
}
