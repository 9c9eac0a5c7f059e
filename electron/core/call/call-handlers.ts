import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";
import { callTool } from "./call-tool.ts";
import { findTool } from "./find-tool.ts";
import { readArguments } from "./read-arguments.ts";

/** `tools.call` and `calls.*` of the contract. */
export function callHandlers(parts: JobParts): Pick<Handlers, "tools.call" | "calls.list" | "calls.get"> {
  const { store } = parts.ports;
  const running = new Set<string>();

  return {
    async "tools.call"(input, { signal }) {
      const argumentsValue = await readArguments(input.argumentsText);
      if (!argumentsValue.ok) return argumentsValue;
      const opened = await parts.openServer(input.serverId);
      if (!opened.ok) return opened;
      const snapshot = await (input.snapshotId === undefined
        ? store.latestSnapshot(input.serverId)
        : store.getSnapshot(input.snapshotId));
      if (snapshot !== undefined && snapshot.serverId !== input.serverId)
        return fail(notFound("snapshot", input.snapshotId ?? ""));
      const tool = findTool(snapshot, input.toolName, input.position);
      if (!tool.ok) return tool;
      if (running.has(input.callId) || (await store.getCall(input.callId)) !== undefined) {
        return fail(invalidInput("E_ID_TAKEN", "A call with this id is already there.", "Run it under a new id."));
      }
      running.add(input.callId);
      try {
        const call = {
          id: input.callId,
          opened: opened.value,
          toolName: input.toolName,
          tool: tool.value,
          argumentsValue: argumentsValue.value,
          argumentsText: input.argumentsText,
          ...(input.exampleId === undefined ? {} : { exampleId: input.exampleId }),
        };
        return await callTool(parts, call, signal);
      } finally {
        running.delete(input.callId);
      }
    },

    async "calls.list"({ serverId, toolName, limit, before }) {
      const query = {
        limit,
        ...(serverId === undefined ? {} : { serverId }),
        ...(toolName === undefined ? {} : { toolName }),
        ...(before === undefined ? {} : { before }),
      };
      return [...(await store.listCalls(query))];
    },

    async "calls.get"({ id }) {
      const call = await store.getCall(id);
      return call === undefined ? fail(notFound("call", id)) : ok(call);
    },
  };
}
