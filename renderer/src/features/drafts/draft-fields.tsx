import { Button, Textarea } from "@mantine/core";
import { useId, useMemo, useState, type ReactNode } from "react";
import { draftParameters } from "#renderer/features/drafts/draft-parameters.ts";
import type { DraftTexts } from "#renderer/features/drafts/drafts-store.ts";
import { WordDifference } from "#renderer/features/drafts/word-difference.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import { viewTool, type ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/drafts/draft-tab.module.css";

interface DraftFieldsProps {
  readonly draft: DraftTexts;
  readonly tool: ToolEntry;
  readonly onChange: (draft: DraftTexts) => void;
}

/** Parameters shown before one asks for more. */
const AT_FIRST = 40;

/** Title, description and the description of each parameter; below each what differs from the server's. */
export function DraftFields({ draft, tool, onChange }: DraftFieldsProps) {
  const view = useMemo(() => viewTool(tool.raw), [tool.raw]);
  const parameters = useMemo(() => draftParameters(view.inputSchema), [view]);
  const [shown, setShown] = useState(AT_FIRST);
  const setText = (field: "title" | "description", text: string | undefined): void => {
    const { [field]: _before, ...rest } = draft;
    onChange(text === undefined ? rest : { ...rest, [field]: text });
  };
  const setParameter = (pointer: string, text: string | undefined): void => {
    const { [pointer]: _before, ...rest } = draft.parameters;
    onChange({ ...draft, parameters: text === undefined ? rest : { ...rest, [pointer]: text } });
  };
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.fields} tabIndex={0} role="region" aria-label={`Draft of ${visibleText(tool.name)}`}>
      <Field
        name="Description"
        label="Description"
        server={view.description}
        draft={draft.description}
        longest={100_000}
        rows={4}
        onText={(text) => setText("description", text)}
      />
      <Field
        name="Title"
        label="Title"
        server={view.title}
        draft={draft.title}
        longest={10_000}
        rows={1}
        onText={(text) => setText("title", text)}
      />
      {parameters.length === 0 ? undefined : <h3 className={classes.sectionTitle}>Parameters</h3>}
      {parameters.slice(0, shown).map(({ pointer, name, type, description }) => (
        <Field
          key={pointer}
          name={visibleText(name)}
          label={
            <>
              <code>{visibleText(name)}</code>
            </>
          }
          about={visibleText(type)}
          server={description}
          draft={draft.parameters[pointer]}
          longest={20_000}
          rows={1}
          onText={(text) => setParameter(pointer, text)}
        />
      ))}
      {parameters.length > shown ? (
        <Button className={classes.more} variant="default" onClick={() => setShown(shown + 100)}>
          Show {Math.min(100, parameters.length - shown)} more of {parameters.length.toLocaleString("en")}
        </Button>
      ) : undefined}
    </div>
  );
}

interface FieldProps {
  /** For the difference's name. */
  readonly name: string;
  readonly label: ReactNode;
  readonly about?: string;
  /** The server's text; undefined where it gives none. */
  readonly server: string | undefined;
  /** The draft's; undefined where the server's is used. */
  readonly draft: string | undefined;
  readonly longest: number;
  readonly rows: number;
  readonly onText: (text: string | undefined) => void;
}

function Field({ name, label, about, server, draft, longest, rows, onText }: FieldProps) {
  const id = useId();
  const original = server ?? "";
  const type = (text: string): void => onText(text === original ? undefined : text);
  return (
    <div className={classes.field}>
      <div className={classes.fieldHead}>
        <label htmlFor={id}>{label}</label>
        {about === undefined ? undefined : <span className={classes.quiet}>{about}</span>}
        <span className={classes.spring} />
        {draft === undefined ? undefined : (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={`Use the server’s ${name} again`}
            onClick={() => onText(undefined)}
          >
            Use the server’s
          </Button>
        )}
      </div>
      <Textarea
        id={id}
        autosize
        minRows={rows}
        maxRows={14}
        maxLength={longest}
        placeholder="The server gives none."
        value={draft ?? original}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {draft === undefined ? undefined : (
        <div className={classes.difference}>
          <WordDifference before={original} after={draft} label={`What the draft changes: ${name}`} />
        </div>
      )}
    </div>
  );
}
