import { createEchoes } from "#renderer/editor/echoes.ts";
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
  const echoes = createEchoes();
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
    echoes.typed(typed);
    mount.onChange(typed);
  });
  return {
    setText(next) {
      if (echoes.isEcho(next)) return;
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
