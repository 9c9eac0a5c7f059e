import { useEffect, useEffectEvent, useRef, useState, type Ref, useImperativeHandle } from "react";
import { commonOptions, MAX_EDITOR_TEXT } from "#renderer/editor/editor-options.ts";
import { useMonaco } from "#renderer/editor/load-monaco.ts";
import type { mountPromptEditor, MountedPrompt } from "#renderer/editor/mount-prompt-editor.ts";
import type { PromptContext } from "#renderer/editor/prompt-context.ts";
import { useEditorTheme } from "#renderer/editor/use-editor-theme.ts";
import classes from "#renderer/editor/editor.module.css";

/** What the parent may ask of the editor. */
export interface PromptEditorHandle {
  reveal(start: number, end: number): void;
}

interface PromptEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly context: PromptContext;
  readonly ref?: Ref<PromptEditorHandle>;
}

/**
 * A system prompt as Markdown text: tool names completed, highlighted and explained, problems underlined, quick fixes
 * on the light bulb. Until Monaco has arrived it is a plain text field on the same text.
 */
export function PromptEditor(props: PromptEditorProps) {
  const loaded = useMonaco();
  useEditorTheme(loaded?.monaco);
  const { label, value, onChange } = props;
  return (
    <div className={classes.frame}>
      {loaded === undefined || value.length > MAX_EDITOR_TEXT ? (
        <textarea
          className={classes.plain}
          aria-label={label}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <MonacoField {...props} mount={loaded.mountPromptEditor} />
      )}
    </div>
  );
}

function MonacoField({
  label,
  value,
  onChange,
  context,
  ref,
  mount,
}: PromptEditorProps & { readonly mount: typeof mountPromptEditor }) {
  const host = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<MountedPrompt>();
  const changed = useEffectEvent(onChange);
  const start = useEffectEvent((element: HTMLElement) =>
    mount(element, value, {
      options: {
        ...commonOptions,
        ariaLabel: label,
        lineNumbers: "on",
        renderFinalNewline: "on",
        lightbulb: { enabled: "on" as never },
      },
      onChange: (text) => changed(text),
      onLeave: () => exit.current?.focus(),
    }),
  );
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
  useEffect(() => mounted?.setContext(context), [mounted, context]);
  useImperativeHandle(ref, () => ({ reveal: (from, to) => mounted?.reveal(from, to) }), [mounted]);
  return (
    <>
      <div ref={host} className={classes.host} data-editor="prompt" />
      <div ref={exit} tabIndex={-1} className={classes.leave}>
        Esc leaves the editor · Ctrl M lets Tab move on · Ctrl . shows quick fixes
      </div>
    </>
  );
}
