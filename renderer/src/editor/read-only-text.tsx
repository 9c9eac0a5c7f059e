import { useEffect, useRef } from "react";
import { commonOptions, MAX_COLOURED_TEXT, MAX_EDITOR_TEXT } from "#renderer/editor/editor-options.ts";
import { useMonaco } from "#renderer/editor/load-monaco.ts";
import { PlainTextView } from "#renderer/editor/plain-text-view.tsx";
import { useEditorTheme } from "#renderer/editor/use-editor-theme.ts";
import classes from "#renderer/editor/editor.module.css";

interface ReadOnlyTextProps {
  readonly label: string;
  readonly text: string;
  readonly language?: "json" | "markdown" | "plaintext";
}

/** Text to read, search (Ctrl/Cmd-F), fold and copy. Above 1 MB a plain virtual view; uncoloured above 256 KiB. */
export function ReadOnlyText({ label, text, language = "json" }: ReadOnlyTextProps) {
  const huge = text.length > MAX_EDITOR_TEXT;
  return (
    <div className={classes.frame}>
      {huge ? (
        <>
          <p className={classes.note}>Longer than 1 MB: shown as plain text.</p>
          <PlainTextView label={label} text={text} />
        </>
      ) : (
        <SmallText label={label} text={text} language={text.length > MAX_COLOURED_TEXT ? "plaintext" : language} />
      )}
    </div>
  );
}

function SmallText({ label, text, language }: Required<ReadOnlyTextProps>) {
  const loaded = useMonaco();
  useEditorTheme(loaded?.monaco);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (loaded === undefined || host.current === null) return undefined;
    const model = loaded.monaco.editor.createModel(text, language);
    const editor = loaded.monaco.editor.create(host.current, {
      ...commonOptions,
      model,
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      tabFocusMode: true,
      lineNumbers: "off",
      lineDecorationsWidth: 12,
      renderLineHighlight: "none",
      renderValidationDecorations: "off",
    });
    return () => {
      editor.dispose();
      model.dispose();
    };
  }, [loaded, label, text, language]);
  if (loaded === undefined) return <PlainTextView label={label} text={text} />;
  return <div ref={host} className={classes.host} data-editor="read-only" />;
}
