import type { JsonObject } from "#shared/base/json.ts";
import { attachSchema } from "#renderer/editor/json-schemas.ts";
import { createEchoes } from "#renderer/editor/echoes.ts";
import { monaco } from "#renderer/editor/monaco.ts";
import type { Problem } from "#renderer/editor/problems.ts";

interface MountOptions {
  readonly options: monaco.editor.IStandaloneEditorConstructionOptions;
  readonly coloured: boolean;
  readonly onChange: (text: string) => void;
  readonly onProblems: (problems: readonly Problem[]) => void;
  readonly onLeave: () => void;
}

/** A live editor. Everything it holds goes with `dispose`. */
export interface MountedEditor {
  /** Replaces the text where it differs; one step of undo. */
  setText(text: string): void;
  setSchema(schema: JsonObject | undefined): void;
  focusAt(offset: number): void;
  dispose(): void;
}

/** An editor widget without a document. Making one is slow, so the last one put down waits for the next document. */
interface Widget {
  readonly element: HTMLDivElement;
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  onLeave: () => void;
}

let spare: Widget | undefined;
let documents = 0;

// Esc belongs to whatever is open in the editor first; only then does it leave.
const NOTHING_OPEN = [
  "suggestWidgetVisible",
  "findWidgetVisible",
  "markersNavigationVisible",
  "editorHoverVisible",
  "inSnippetMode",
  "editorHasMultipleSelections",
]
  .map((key) => `!${key}`)
  .join(" && ");

/** Puts a JSON editor into an element. */
export function mountJsonEditor(host: HTMLElement, text: string, mount: MountOptions): MountedEditor {
  documents += 1;
  const uri = monaco.Uri.parse(`inmemory://preflight/document-${documents}.json`);
  const model = monaco.editor.createModel(text, mount.coloured ? "json" : "plaintext", uri);
  const widget = takeWidget(host, mount.options);
  const { editor } = widget;
  widget.onLeave = mount.onLeave;
  editor.updateOptions(mount.options);
  editor.setModel(model);
  editor.layout();
  let detach: (() => void) | undefined;
  let settingText = false;
  const echoes = createEchoes();

  const subscriptions = [
    model.onDidChangeContent(() => {
      if (settingText) return;
      const typed = model.getValue();
      echoes.typed(typed);
      mount.onChange(typed);
    }),
    monaco.editor.onDidChangeMarkers((changed) => {
      if (changed.some((resource) => resource.toString() === uri.toString())) mount.onProblems(problemsOf(uri));
    }),
  ];

  return {
    setText(next) {
      if (echoes.isEcho(next) || next === model.getValue()) return;
      settingText = true;
      editor.pushUndoStop();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: next }], () => null);
      editor.pushUndoStop();
      settingText = false;
    },
    setSchema(schema) {
      detach?.();
      detach = attachSchema(uri.toString(), schema);
    },
    focusAt(offset) {
      editor.setPosition(model.getPositionAt(offset));
      editor.focus();
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      detach?.();
      putDown(widget);
      model.dispose();
    },
  };
}

function takeWidget(host: HTMLElement, options: monaco.editor.IStandaloneEditorConstructionOptions): Widget {
  const waiting = spare;
  spare = undefined;
  if (waiting !== undefined) {
    host.append(waiting.element);
    return waiting;
  }
  const element = document.createElement("div");
  element.style.height = "100%";
  host.append(element);
  const editor = monaco.editor.create(element, { ...options, model: null });
  const widget: Widget = { element, editor, onLeave: () => undefined };
  editor.addCommand(monaco.KeyCode.Escape, () => widget.onLeave(), NOTHING_OPEN);
  return widget;
}

function putDown(widget: Widget): void {
  widget.editor.setModel(null);
  widget.element.remove();
  widget.onLeave = () => undefined;
  if (spare === undefined) spare = widget;
  else widget.editor.dispose();
}

/** The markers of a document as plain data: errors are syntax, warnings come from the schema. At most 50. */
function problemsOf(resource: monaco.Uri): readonly Problem[] {
  return monaco.editor.getModelMarkers({ resource, take: 50 }).map((marker) => ({
    kind: marker.severity === monaco.MarkerSeverity.Error ? "syntax" : "schema",
    line: marker.startLineNumber,
    column: marker.startColumn,
    message: marker.message,
  }));
}
