import { useState, type ComponentType } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { DraftBar, type TokensProps } from "#renderer/features/drafts/draft-bar.tsx";
import { DraftFields } from "#renderer/features/drafts/draft-fields.tsx";
import { DraftNotes } from "#renderer/features/drafts/draft-notes.tsx";
import { typeDraft, useDraft, type DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import { RankingPanel } from "#renderer/features/drafts/ranking-panel.tsx";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/drafts/draft-tab.module.css";

interface DraftTabProps {
  readonly serverId: string;
  readonly tool: ToolEntry;
  /** The assistants that this server is attached to. */
  readonly assistants: readonly { readonly id: string; readonly name: string }[];
  /** Utterances worth trying, out of the suites. */
  readonly suggestions: readonly string[];
  readonly Tokens: ComponentType<TokensProps>;
  /** Goes to what changed on the server. */
  readonly onShowDrift: () => void;
}

/** The texts of a tool, to be changed here without touching the server, beside what the change does to the choice. */
export function DraftTab({ serverId, tool, assistants, suggestions, Tokens, onShowDrift }: DraftTabProps) {
  const api = useApi();
  const stored = useDraft(serverId, tool.name);
  // The id that a draft gets once something is typed.
  const [freshId] = useState(newId);
  const draft: DraftTexts = stored ?? {
    id: freshId,
    serverId,
    toolName: tool.name,
    entryHash: tool.hash,
    parameters: {},
    enabled: true,
  };
  const change = (next: DraftTexts): void => typeDraft(api, next);
  return (
    <div className={classes.tab}>
      <DraftBar draft={draft} tool={tool} exists={stored !== undefined} Tokens={Tokens} onChange={change} />
      <DraftNotes draft={draft} tool={tool} onChange={change} onShowDrift={onShowDrift} />
      <div className={classes.parts}>
        <DraftFields draft={draft} tool={tool} onChange={change} />
        <RankingPanel
          key={tool.name}
          serverId={serverId}
          draft={draft}
          changed={stored !== undefined}
          assistants={assistants}
          suggestions={suggestions}
        />
      </div>
    </div>
  );
}
