import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { CopyText } from "#renderer/editor/copy-text.tsx";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { typeDraft, useServerDrafts, type DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/drafts/draft-tab.module.css";

interface LostDraftsProps {
  readonly serverId: string;
  /** What the server lists now. */
  readonly tools: readonly ToolEntry[];
}

/** Notes told at once. */
const MOST = 3;

/** Drafts of tools that the server lists no more: kept, used nowhere, and found nowhere else. */
export function LostDrafts({ serverId, tools }: LostDraftsProps) {
  const api = useApi();
  const drafts = useServerDrafts(serverId);
  const lost = useMemo(() => {
    const listed = new Set(tools.map(({ name }) => name));
    return drafts.filter(({ toolName }) => !listed.has(toolName));
  }, [drafts, tools]);
  const putAway = (draft: DraftTexts): void => {
    const { title: _title, description: _description, ...rest } = draft;
    typeDraft(api, { ...rest, parameters: {} });
    offerUndo(`The draft of ${draft.toolName} was put away.`, () => typeDraft(api, draft));
  };
  return lost.slice(0, MOST).map((draft, at) => (
    <div key={draft.id} className={classes.note} role="note">
      <StatusMark tone="attention" />
      <p>
        The server no longer lists <code>{visibleText(draft.toolName)}</code>, which has a draft: it is used nowhere.
        {at === MOST - 1 && lost.length > MOST ? ` So have ${lost.length - MOST} others.` : ""}
      </p>
      <CopyText text={textsOf(draft)} what={`the draft of ${visibleText(draft.toolName)}`} />
      <Button variant="default" size="compact-sm" onClick={() => putAway(draft)}>
        Put it away
      </Button>
    </div>
  ));
}

/** What the draft says, as JSON. */
function textsOf({ toolName, title, description, parameters }: DraftTexts): string {
  return prettyJson({
    tool: toolName,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  });
}
