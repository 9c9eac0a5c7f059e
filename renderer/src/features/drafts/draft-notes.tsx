import { Button } from "@mantine/core";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import { fromPointer } from "#shared/base/json-pointer.ts";
import { ignoredPointers, isStale } from "#shared/mcp/apply-draft.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/drafts/draft-tab.module.css";

interface DraftNotesProps {
  readonly draft: DraftTexts;
  readonly tool: ToolEntry;
  readonly onChange: (draft: DraftTexts) => void;
  readonly onShowDrift: () => void;
}

/** What has happened on the server since the draft was written over its text. */
export function DraftNotes({ draft, tool, onChange, onShowDrift }: DraftNotesProps) {
  const gone = ignoredPointers(tool.raw, draft);
  const drop = (): void => {
    const parameters = Object.fromEntries(Object.entries(draft.parameters).filter(([at]) => !gone.includes(at)));
    onChange({ ...draft, parameters });
    offerUndo("Texts for parameters that are gone were put away.", () => onChange(draft));
  };
  return (
    <>
      {isStale(draft, tool) ? (
        <div className={classes.note} role="note">
          <StatusMark tone="attention" />
          <p>The server’s own text of this tool changed since this draft was written over it.</p>
          <span className={classes.noteActions}>
            <Button variant="default" size="compact-sm" onClick={onShowDrift}>
              See what changed
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => onChange({ ...draft, entryHash: tool.hash })}>
              The draft still fits
            </Button>
          </span>
        </div>
      ) : undefined}
      {gone.length === 0 ? undefined : (
        <div className={classes.note} role="note">
          <StatusMark tone="attention" />
          <p>
            The tool no longer has {visibleText(gone.slice(0, 5).map(nameAt).join(", "))}
            {gone.length > 5 ? ` and ${gone.length - 5} more` : ""}: the draft’s text for that is not used.
          </p>
          <Button variant="default" size="compact-sm" onClick={drop}>
            Put it away
          </Button>
        </div>
      )}
    </>
  );
}

/** `/properties/filters/properties/from` as `filters.from`. */
function nameAt(pointer: string): string {
  const tokens = fromPointer(pointer);
  const names = tokens.filter((token, at) => !(token === "properties" && at % 2 === 0));
  return names.join(".").replaceAll(".items", "[]");
}
