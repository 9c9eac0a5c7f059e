import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { JsonObject } from "#shared/base/json.ts";
import { commonOptions, MAX_COLOURED_TEXT, MAX_EDITOR_TEXT } from "#renderer/editor/editor-options.ts";
import { useMonaco } from "#renderer/editor/load-monaco.ts";
import type { MountedEditor, mountJsonEditor } from "#renderer/editor/mount-json-editor.ts";
import type { Problem } from "#renderer/editor/problems.ts";
import { useEditorTheme } from "#renderer/editor/use-editor-theme.ts";
import classes from "#renderer/editor/editor.module.css";

interface JsonEditorProps {
  /** Names the editor for a screen reader: "Arguments of search_tickets". */
  readonly label: string;
  /** Which document this is. Another one starts with its own undo history. */
  readonly documentKey: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** From `editorSchema`: completion, hover and squiggles. */
  readonly schema?: JsonObject | undefined;
  /** Told whenever the list of problems changes, so that it can be shown as text too. */
  readonly onProblems?: ((problems: readonly Problem[]) => void) | undefined;
}

/**
 * JSON text with a schema behind it. Until Monaco has arrived (or above 1 MB) it is a plain text field on the same
 * text, so nothing typed waits for it. Ctrl-M lets Tab out; Esc leaves.
 */
export function JsonEditor(props: JsonEditorProps) {
  const loaded = useMonaco();
  useEditorTheme(loaded?.monaco);
  const cursor = useRef<number | undefined>(undefined);
  return (
    <div className={classes.frame}>
      {loaded === undefined || props.value.length > MAX_EDITOR_TEXT ? (
        <PlainField {...props} onCursor={(offset) => (cursor.current = offset)} />
      ) : (
        <MonacoField
          key={props.documentKey}
          {...props}
          takeCursor={() => cursor.current}
          mount={loaded.mountJsonEditor}
        />
      )}
    </div>
  );
}

interface PlainFieldProps extends JsonEditorProps {
  /** Where the cursor is while the field has the focus, so that Monaco can take over mid-word. */
  readonly onCursor: (offset: number | undefined) => void;
}

function PlainField({ label, value, onChange, onCursor }: PlainFieldProps) {
  return (
    <textarea
      className={classes.plain}
      aria-label={label}
      spellCheck={false}
      value={value}
      onChange={(event) => {
        onCursor(event.currentTarget.selectionStart);
        onChange(event.currentTarget.value);
      }}
      onSelect={(event) => onCursor(event.currentTarget.selectionStart)}
      onBlur={() => onCursor(undefined)}
    />
  );
}

interface MonacoFieldProps extends JsonEditorProps {
  readonly takeCursor: () => number | undefined;
  readonly mount: typeof mountJsonEditor;
}

function MonacoField({ label, value, onChange, schema, onProblems, takeCursor, mount }: MonacoFieldProps) {
  const host = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<MountedEditor>();
  const changed = useEffectEvent(onChange);
  const problemsFound = useEffectEvent((problems: readonly Problem[]) => onProblems?.(problems));
  const start = useEffectEvent((element: HTMLElement) => {
    const editor = mount(element, value, {
      options: { ...commonOptions, ariaLabel: label, padding: { top: 8, bottom: 24 } },
      coloured: value.length <= MAX_COLOURED_TEXT,
      onChange: (text) => changed(text),
      onProblems: (problems) => problemsFound(problems),
      onLeave: () => exit.current?.focus(),
    });
    const offset = takeCursor();
    if (offset !== undefined) editor.focusAt(offset);
    return editor;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = start(host.current);
    setMounted(editor);
    return () => {
      setMounted(undefined);
      editor.dispose();
    };
  }, []);
  useEffect(() => mounted?.setText(value), [mounted, value]);
  useEffect(() => mounted?.setSchema(schema), [mounted, schema]);

  return (
    <>
      <div ref={host} className={classes.host} data-editor="json" />
      <div ref={exit} tabIndex={-1} className={classes.leave}>
        Esc leaves the editor · Ctrl M lets Tab move on · Ctrl Space completes
      </div>
    </>
  );
}
