import { SegmentedControl, Tooltip } from "@mantine/core";
import { ArrowRight } from "lucide-react";
import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { useListTokens, useTextTokens, type TokenCount } from "#renderer/features/tools/list-tokens.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { CopyText } from "#renderer/editor/copy-text.tsx";
import { ReadOnlyText } from "#renderer/editor/read-only-text.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import { modelNames, type Provider } from "#shared/report/model-names.ts";
import { modelTool } from "#shared/report/model-view.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

const PROVIDERS: readonly { readonly value: Provider; readonly label: string }[] = [
  { value: "openai-chat", label: "OpenAI Chat" },
  { value: "openai-responses", label: "OpenAI Responses" },
  { value: "anthropic", label: "Anthropic" },
  { value: "gemini", label: "Gemini" },
];

interface ModelTabProps {
  readonly tool: ToolView;
  readonly snapshot: Snapshot;
}

/** The function definition exactly as a request to the provider carries it, its name there, and what it costs in tokens. */
export function ModelTab({ tool, snapshot }: ModelTabProps) {
  const api = useApi();
  const remembered = usePreferences((state) => state.view["model-provider"]);
  const provider = PROVIDERS.find(({ value }) => value === remembered)?.value ?? "openai-chat";
  const names = useMemo(
    () =>
      modelNames(
        snapshot.tools.map(({ name }) => name),
        provider,
      ),
    [snapshot, provider],
  );
  const sentAs = names.get(tool.name) ?? tool.name;
  const { body, notes } = useMemo(() => modelTool(tool, provider, sentAs), [tool, provider, sentAs]);
  const text = useMemo(() => prettyJson(body), [body]);
  const compact = useMemo(() => JSON.stringify(body), [body]);
  const tokens = useTextTokens(compact);
  const listTokens = useListTokens(snapshot, provider);
  const estimated = provider === "anthropic" || provider === "gemini";

  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Provider"
          value={provider}
          onChange={(value) => rememberView(api, "model-provider", value)}
          data={[...PROVIDERS]}
        />
        {sentAs === tool.name ? undefined : (
          <span className={classes.mapped}>
            <ServerText text={tool.name} limit={120} />
            <ArrowRight size={12} aria-label="is sent as" />
            {sentAs}
          </span>
        )}
        <Tooltip label={estimateNote(estimated)} multiline w={300}>
          {/* Focusable, so that the note can be read without a pointer. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <span className={classes.figure} tabIndex={0} data-testid="token-count">
            <strong>{say(tokens, estimated)}</strong> this tool · <strong>{say(listTokens, estimated)}</strong> the
            whole list
          </span>
        </Tooltip>
        <span className={classes.spring} />
        <CopyText text={text} what="the definition" />
      </div>
      {notes.length === 0 ? undefined : (
        <ul className={classes.notes} aria-label="What the provider changes or refuses">
          {notes.map((note) => (
            <li key={note.said} title={`${note.source}, ${note.date}`}>
              <StatusMark tone={note.tone === "info" ? "quiet" : note.tone} size={12} />{" "}
              {visibleText(note.said.replaceAll("`", ""))}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.fill}>
        <ReadOnlyText label={`${tool.name} as the model sees it`} text={text} />
      </div>
    </div>
  );
}

function say(count: TokenCount, estimated: boolean): string {
  if (count === "counting") return "… tokens";
  if (count === "unknown") return "tokens not counted";
  return `${estimated ? "≈ " : ""}${count.toLocaleString("en")} ${count === 1 ? "token" : "tokens"}`;
}

function estimateNote(estimated: boolean): string {
  return estimated
    ? "An estimate: counted over this JSON in OpenAI’s o200k encoding. This provider’s own tokenizer counts differently."
    : "Counted over this JSON in the o200k encoding. The provider rewrites definitions before the model reads them, so the bill can differ a little.";
}
