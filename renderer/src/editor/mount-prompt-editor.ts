import { monaco } from "#renderer/editor/monaco.ts";
import type { PromptContext } from "#renderer/editor/prompt-context.ts";
import { dropPromptContext, nameDecorations, setPromptContext } from "#renderer/editor/prompt-language.ts";

/** A live prompt editor. Everything it holds goes with `dispose`. */
export interface MountedPrompt {
  /** Replaces the text where it differs; one step of undo. */
  setText(text: string): void;
  setContext(context: PromptContext): void;
  /** Puts the cursor at an offset and shows it. */
  reveal(start: number, end: number): void;
  dispose(): void;
}

interface MountOptions {
  readonly options: monaco.editor.IStandaloneEditorConstructionOptions;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

/** So many keystrokes the window may be behind. */
const MOST_ECHOES = 200;

let documents = 0;

/** Puts a prompt editor (Markdown, tool names known) into an element. */
export function mountPromptEditor(host: HTMLElement, text: string, mount: MountOptions): MountedPrompt {
  documents += 1;
  const uri = monaco.Uri.parse(`inmemory://preflight/prompt-${documents}.md`);
  const model = monaco.editor.createModel(text, "markdown", uri);
  const editor = monaco.editor.create(host, { ...mount.options, model });
  const names = editor.createDecorationsCollection();
  let context: PromptContext = { tools: [], problems: [] };
  let settingText = false;
  /** Texts that were reported and did not come back yet, oldest first. */
  const echoes: string[] = [];
  const decorate = (): void => {
    names.set(nameDecorations(model, new Map(context.tools.map((tool) => [tool.name, tool]))));
  };

  editor.addCommand(
    monaco.KeyCode.Escape,
    mount.onLeave,
    "!suggestWidgetVisible && !findWidgetVisible && !editorHoverVisible",
  );
  const subscription = model.onDidChangeContent(() => {
    decorate();
    if (settingText) return;
    const typed = model.getValue();
    echoes.push(typed);
    if (echoes.length > MOST_ECHOES) echoes.shift();
    mount.onChange(typed);
  });
  return {
    setText(next) {
      // Whoever holds the text gives back what was typed, perhaps after more was typed: that is no change of theirs.
      const echo = echoes.lastIndexOf(next);
      if (echo >= 0) {
        echoes.splice(0, echo + 1);
        return;
      }
      echoes.length = 0;
      if (next === model.getValue()) return;
      settingText = true;
      editor.pushUndoStop();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: next }], () => null);
      editor.pushUndoStop();
      settingText = false;
    },
    setContext(next) {
      context = next;
      setPromptContext(model, next);
      decorate();
    },
    reveal(start, end) {
      const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
      editor.setSelection(range);
      editor.revealRangeInCenterIfOutsideViewport(range);
      editor.focus();
    },
    dispose() {
      subscription.dispose();
      dropPromptContext(model);
      editor.dispose();
      model.dispose();
    },
  };
}
