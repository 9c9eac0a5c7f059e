import { create } from "zustand";
import { idle, ready, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { ok, type Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface HttpToolsState {
  readonly tools: Remote<readonly HttpTool[]>;
  readonly assistants: readonly Assistant[];
}

const useHttpToolsStore = create<HttpToolsState>(() => ({ tools: idle, assistants: [] }));

/** The custom HTTP tools; undefined until they were read. */
export const useHttpTools = (): readonly HttpTool[] | undefined => useHttpToolsStore(({ tools }) => valueOf(tools));

/** The tools that an assistant is given, by id. */
export const useAttachedIds = (assistantId: string): readonly string[] =>
  useHttpToolsStore(({ assistants }) => assistants.find(({ id }) => id === assistantId)?.httpToolIds ?? NONE);

const NONE: readonly string[] = [];

const keep = (tools: readonly HttpTool[]): void => useHttpToolsStore.setState({ tools: ready(tools) });

// A question is left without an answer only where the wire died; the connection bar says so.
const nothing = (): void => undefined;

/** Reads the tools and who is given them, and follows both. Returns the end of following. */
export function followHttpTools(api: ConsoleApi): () => void {
  api.call("httpTools.list", {}).then(keep, nothing);
  api.call("assistants.list", {}).then((assistants) => useHttpToolsStore.setState({ assistants }), nothing);
  const stops = [
    api.on("httpTools.changed", ({ httpTools }) => keep(httpTools)),
    api.on("assistants.changed", ({ assistants }) => useHttpToolsStore.setState({ assistants })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Saves a tool, and gives it to an assistant where one is named. */
export async function saveHttpTool(
  api: ConsoleApi,
  tool: MethodInput<"httpTools.save">,
  assistantId: string | undefined,
): Promise<Result<HttpTool, ConsoleError>> {
  const saved = await api.call("httpTools.save", tool);
  if (!saved.ok || assistantId === undefined) return saved;
  const attached = await attachHttpTool(api, assistantId, tool.id, true);
  return attached.ok ? saved : attached;
}

/** Gives a tool to an assistant, or takes it away. What else the assistant is made of is read anew and kept. */
export async function attachHttpTool(
  api: ConsoleApi,
  assistantId: string,
  toolId: string,
  attached: boolean,
): Promise<Result<undefined, ConsoleError>> {
  const assistant = (await api.call("assistants.list", {})).find(({ id }) => id === assistantId);
  if (assistant === undefined || assistant.httpToolIds.includes(toolId) === attached) return ok(undefined);
  const { createdAt: _created, changedAt: _changed, removedAt: _removed, ...rest } = assistant;
  const others = rest.httpToolIds.filter((id) => id !== toolId);
  const saved = await api.call("assistants.save", { ...rest, httpToolIds: attached ? [...others, toolId] : others });
  return saved.ok ? ok(undefined) : saved;
}
