import { useCallback, useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Example } from "#shared/contract/call-record.ts";

/** A tool's saved calls, and what changes them. */
export interface Examples {
  readonly list: readonly Example[];
  /** The last thing that could not be done. */
  readonly failure: ConsoleError | undefined;
  /** Saves under a new name, or again under its own `id`. */
  readonly save: (example: {
    readonly id?: string;
    readonly name: string;
    readonly argumentsText: string;
  }) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Reads a tool's examples and keeps them current with what is done here. */
export function useExamples(serverId: string, toolName: string): Examples {
  const api = useApi();
  const [list, setList] = useState<readonly Example[]>([]);
  const [failure, setFailure] = useState<ConsoleError>();

  const read = useCallback(() => api.call("examples.list", { serverId, toolName }), [api, serverId, toolName]);
  useEffect(() => {
    let wanted = true;
    read().then(
      (examples) => {
        if (wanted) setList(examples);
      },
      () => undefined, // a dead wire is said by the connection bar
    );
    return () => {
      wanted = false;
    };
  }, [read]);

  return {
    list,
    failure,
    save: async ({ id = newId(), name, argumentsText }) => {
      const result = await api.call("examples.save", { id, serverId, toolName, name, argumentsText });
      setFailure(result.ok ? undefined : result.error);
      setList(await read());
    },
    remove: async (id) => {
      const result = await api.call("examples.remove", { id });
      setFailure(result.ok ? undefined : result.error);
      setList(await read());
    },
  };
}
