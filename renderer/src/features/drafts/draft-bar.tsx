import { Button, Menu, Switch } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Copy, Undo2 } from "lucide-react";
import { useCallback, useMemo, type ComponentType } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import {
  draftKey,
  saveTyped,
  typeDraft,
  useDraftsStore,
  type DraftTexts,
} from "#renderer/features/drafts/drafts-store.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import { applyDraft } from "#shared/mcp/apply-draft.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import { draftMarkdown } from "#shared/report/draft-markdown.ts";
import { draftPatch } from "#shared/report/draft-patch.ts";
import classes from "#renderer/features/drafts/draft-tab.module.css";

/** What says how many tokens two forms of a tool take; another feature's, given by the app. */
export interface TokensProps {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

interface DraftBarProps {
  readonly draft: DraftTexts;
  readonly tool: ToolEntry;
  /** Whether anything was changed. */
  readonly exists: boolean;
  readonly Tokens: ComponentType<TokensProps>;
  readonly onChange: (draft: DraftTexts) => void;
}

/** Whether the draft is used, how it stands, what it costs, and what can be done with it. */
export function DraftBar({ draft, tool, exists, Tokens, onChange }: DraftBarProps) {
  const api = useApi();
  const key = draftKey(draft.serverId, draft.toolName);
  const unsaved = useDraftsStore(({ typed }) => typed.has(key));
  const error = useDraftsStore(({ failed }) => failed.get(key));
  const after = useMemo(() => applyDraft(tool.raw, draft), [tool.raw, draft]);
  const revert = useCallback((): void => {
    const { title: _title, description: _description, ...rest } = draft;
    typeDraft(api, { ...rest, parameters: {} });
    offerUndo(`The draft of ${draft.toolName} was put away.`, () => typeDraft(api, draft));
  }, [api, draft]);
  useOfferedActions(
    useMemo(
      () =>
        exists
          ? [
              { id: "draft.putAway", title: `Put away the draft of ${draft.toolName}`, group: "Draft", run: revert },
              {
                id: "draft.use",
                title: `${draft.enabled ? "Do not use" : "Use"} the draft of ${draft.toolName}`,
                group: "Draft",
                run: () => typeDraft(api, { ...draft, enabled: !draft.enabled }),
              },
            ]
          : [],
      [api, draft, exists, revert],
    ),
  );
  return (
    <>
      <div className={classes.bar}>
        <Switch
          size="xs"
          label="Use this draft"
          checked={exists && draft.enabled}
          disabled={!exists}
          onChange={(event) => onChange({ ...draft, enabled: event.currentTarget.checked })}
        />
        <span className={classes.quiet} role="status">
          {exists ? (unsaved ? "Saving" : "Saved here; the server is not touched") : "Nothing is changed"}
        </span>
        <span className={classes.spring} />
        <Tokens before={tool.raw} after={after} />
        <CopyMenu draft={draft} tool={tool} disabled={!exists} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Undo2 size={14} aria-hidden />}
          disabled={!exists}
          onClick={revert}
        >
          Put away
        </Button>
      </div>
      {error === undefined ? undefined : (
        <div className={classes.error}>
          <ErrorCard {...error}>
            <Button variant="default" onClick={() => void saveTyped(api, key)}>
              Save again
            </Button>
          </ErrorCard>
        </div>
      )}
    </>
  );
}

function CopyMenu({ draft, tool, disabled }: Pick<DraftBarProps, "draft" | "tool"> & { readonly disabled: boolean }) {
  const { copied, copy } = useClipboard();
  return (
    <Menu width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Copy size={14} aria-hidden />}
          disabled={disabled}
        >
          {copied ? "Copied" : "Copy the change"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(draftMarkdown(tool.raw, draft))}>As Markdown, for a ticket</Menu.Item>
        <Menu.Item onClick={() => copy(prettyJson(draftPatch(tool.raw, draft)))}>As JSON, what changes</Menu.Item>
        <Menu.Item onClick={() => copy(prettyJson(applyDraft(tool.raw, draft)))}>As JSON, the whole tool</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
