import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useEnabledDrafts } from "#renderer/api/use-drafts.ts";
import type { AttachedServer } from "#renderer/features/assistants/attached-tools.ts";
import { attachedTools } from "#renderer/features/assistants/lint-assistant.ts";
import { useUnavailableTools } from "#renderer/features/assistants/unavailable-tools.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { Server } from "#shared/contract/server.ts";
import type { LintDraft, LintInput, Suppression } from "#shared/lint/lint-input.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile } from "#shared/platform/profiles.ts";

const NONE: readonly HttpTool[] = [];

/**
 * What lint is asked about an assistant: its prompt, the tools that a model would see (drafts laid over, custom HTTP
 * tools beside those of the servers), and what earlier lists had. Parts stay the same objects until they change, since
 * findings are remembered by them.
 */
export function useLintInput(
  assistant: Assistant,
  prompt: string,
  attached: readonly AttachedServer[],
  servers: readonly Server[],
  suppressions: readonly Suppression[],
): LintInput {
  const { httpToolIds, profileId, severities } = assistant;
  const all = useHttpTools();
  const wanted = httpToolIds.join(" ");
  const tools = useMemo(() => {
    const ids = new Set(wanted.split(" "));
    return attachedTools(attached, ids.size === 0 ? NONE : all.filter(({ id }) => ids.has(id)));
  }, [attached, all, wanted]);
  const history = useMemo(() => attached.flatMap(({ past }) => past), [attached]);
  const enabled = useEnabledDrafts();
  const drafts = useMemo(
    () =>
      enabled.flatMap(({ serverId, toolName, title, description, parameters }): readonly LintDraft[] => {
        const server = attached.find((one) => one.server.id === serverId)?.server.name;
        if (server === undefined) return [];
        const texts = {
          ...(title === undefined ? {} : { title }),
          ...(description === undefined ? {} : { description }),
        };
        return [{ server, tool: toolName, parameters, ...texts }];
      }),
    [enabled, attached],
  );
  const unavailable = useUnavailableTools(servers, attached);
  const profile = findProfile(profileId) ?? insighto;
  return useMemo(
    () => ({ prompt, tools, history, unavailable, drafts, profile, severities, suppressions }),
    [prompt, tools, history, unavailable, drafts, profile, severities, suppressions],
  );
}

/** The custom HTTP tools; follows their changes. */
function useHttpTools(): readonly HttpTool[] {
  const api = useApi();
  const [tools, setTools] = useState(NONE);
  useEffect(() => {
    api.call("httpTools.list", {}).then(setTools, () => undefined); // only where the wire died
    return api.on("httpTools.changed", ({ httpTools }) => setTools(httpTools));
  }, [api]);
  return tools;
}
