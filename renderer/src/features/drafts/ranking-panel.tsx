import { Autocomplete, NativeSelect } from "@mantine/core";
import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import type { DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import { RankingLists } from "#renderer/features/drafts/ranking-lists.tsx";
import { usePreview } from "#renderer/features/drafts/use-preview.ts";
import { useRememberedText } from "#renderer/features/drafts/use-remembered-text.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import classes from "#renderer/features/drafts/ranking-panel.module.css";

interface RankingPanelProps {
  readonly serverId: string;
  readonly draft: DraftTexts;
  /** Whether the draft changes anything. */
  readonly changed: boolean;
  readonly assistants: readonly { readonly id: string; readonly name: string }[];
  readonly suggestions: readonly string[];
}

const MOST_SUGGESTED = 12;

/** What a person might say, and where the simulated model ranks the tool for it, before and after the draft. */
export function RankingPanel({ serverId, draft, changed, assistants, suggestions }: RankingPanelProps) {
  const api = useApi();
  const withKey = `draft-with:${serverId}`;
  const [said, setSaid] = useRememberedText(`draft-said:${serverId}`);
  const chosen = usePreferences((state) => state.view[withKey]);
  const assistantId = assistants.find(({ id }) => id === chosen)?.id ?? (chosen === "" ? undefined : assistants[0]?.id);
  const { shown, error, asking } = usePreview(said, draft, assistantId);
  const offered = useMemo(() => [...new Set(suggestions)].slice(0, 500), [suggestions]);
  return (
    <section className={classes.panel} aria-label="Which tool would be chosen" data-pane="ranking">
      {asking ? <ProgressLine label="Ranking" /> : undefined}
      <div className={classes.question}>
        <Autocomplete
          label="When someone says"
          placeholder="My invoice was charged twice"
          data={offered}
          limit={MOST_SUGGESTED}
          maxLength={20_000}
          value={said}
          onChange={setSaid}
        />
        {assistants.length === 0 ? undefined : (
          <NativeSelect
            label="To"
            value={assistantId ?? ""}
            data={[
              ...assistants.map(({ id, name }) => ({ value: id, label: name })),
              { value: "", label: "this server alone, without a prompt" },
            ]}
            onChange={(event) => rememberView(api, withKey, event.currentTarget.value)}
          />
        )}
      </div>
      {error === undefined ? (
        <RankingLists said={said} shown={shown} name={draft.toolName} changed={changed} />
      ) : (
        <div className={classes.error}>
          <ErrorCard {...error} />
        </div>
      )}
    </section>
  );
}
