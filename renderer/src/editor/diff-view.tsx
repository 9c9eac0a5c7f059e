import { useEffect, useRef } from "react";
import { commonOptions, MAX_EDITOR_TEXT } from "#renderer/editor/editor-options.ts";
import { useMonaco } from "#renderer/editor/load-monaco.ts";
import { useEditorTheme } from "#renderer/editor/use-editor-theme.ts";
import classes from "#renderer/editor/editor.module.css";

interface DiffViewProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly language?: "json" | "markdown" | "plaintext";
  /** One column instead of two; narrow panes switch by themselves. */
  readonly inline?: boolean;
}

/** Two texts side by side, read-only. Texts over 1 MB are cut at 1 MB, and the view says so. */
export function DiffView({ label, before, after, language = "json", inline = false }: DiffViewProps) {
  const loaded = useMonaco();
  useEditorTheme(loaded?.monaco);
  const host = useRef<HTMLDivElement>(null);
  const cut = before.length > MAX_EDITOR_TEXT || after.length > MAX_EDITOR_TEXT;
  useEffect(() => {
    if (loaded === undefined || host.current === null) return undefined;
    const { monaco } = loaded;
    const original = monaco.editor.createModel(before.slice(0, MAX_EDITOR_TEXT), language);
    const modified = monaco.editor.createModel(after.slice(0, MAX_EDITOR_TEXT), language);
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...commonOptions,
      readOnly: true,
      domReadOnly: true,
      originalAriaLabel: `${label}: before`,
      modifiedAriaLabel: `${label}: after`,
      renderSideBySide: !inline,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 520,
      renderOverviewRuler: false,
      renderMarginRevertIcon: false,
      hideUnchangedRegions: { enabled: true },
      maxComputationTime: 2_000,
      tabFocusMode: true,
    });
    editor.setModel({ original, modified });
    // The diff editor drops the names it is given when it lays itself out; its two editors keep them.
    editor.getOriginalEditor().updateOptions({ ariaLabel: `${label}: before` });
    editor.getModifiedEditor().updateOptions({ ariaLabel: `${label}: after` });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [loaded, label, before, after, language, inline]);
  return (
    <div className={classes.frame}>
      {cut ? <p className={classes.note}>Only the first 1 MB of each is compared.</p> : undefined}
      <div ref={host} className={classes.host} data-editor="diff" />
    </div>
  );
}
