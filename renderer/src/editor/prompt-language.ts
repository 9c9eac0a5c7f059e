import { monaco } from "#renderer/editor/monaco.ts";
import { namedTools, type PromptContext, type PromptTool } from "#renderer/editor/prompt-context.ts";

const OWNER = "preflight";
const NOTHING: PromptContext = { tools: [], problems: [] };
/** What each prompt editor knows, by its model. One provider serves them all. */
const contexts = new Map<string, PromptContext>();
let registered = false;

/** Gives a prompt's model its tools and problems; returns a function that takes them away. */
export function setPromptContext(model: monaco.editor.ITextModel, context: PromptContext): void {
  register();
  contexts.set(model.uri.toString(), context);
  monaco.editor.setModelMarkers(
    model,
    OWNER,
    context.problems.map(({ start, end, severity, code, message }) => ({
      ...rangeOf(model, start, end),
      severity: SEVERITIES[severity],
      code,
      message,
      source: "Preflight",
    })),
  );
}

/** Forgets a model that is about to go. */
export function dropPromptContext(model: monaco.editor.ITextModel): void {
  monaco.editor.setModelMarkers(model, OWNER, []);
  contexts.delete(model.uri.toString());
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  hint: monaco.MarkerSeverity.Info,
} as const;

/** Names, decorated so that they stand out. */
export function nameDecorations(
  model: monaco.editor.ITextModel,
  tools: ReadonlyMap<string, PromptTool>,
): monaco.editor.IModelDeltaDecoration[] {
  return namedTools(model.getValue(), tools).map(({ start, end }) => ({
    range: rangeOf(model, start, end),
    options: { inlineClassName: "pf-tool-name" },
  }));
}

function register(): void {
  if (registered) return;
  registered = true;
  monaco.languages.registerCompletionItemProvider("markdown", {
    triggerCharacters: ["`"],
    provideCompletionItems(model, position) {
      const { tools } = contextOf(model);
      const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      const typed = /[\p{L}\p{N}_.-]*$/u.exec(line)?.[0] ?? "";
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: position.column - typed.length,
        endColumn: position.column,
      };
      return {
        suggestions: tools.map((tool) => ({
          label: { label: tool.name, description: tool.server },
          kind: monaco.languages.CompletionItemKind.Function,
          insertText: tool.name,
          documentation: tool.description,
          range,
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider("markdown", {
    provideHover(model, position) {
      const tools = new Map(contextOf(model).tools.map((tool) => [tool.name, tool]));
      const offset = model.getOffsetAt(position);
      const named = namedTools(model.getValue(), tools).find(({ start, end }) => start <= offset && offset <= end);
      if (named === undefined) return undefined;
      const { name, parameters, server, description, seen } = named.tool;
      return {
        range: rangeOf(model, named.start, named.end),
        // Plain text in a fence: a description is a server's, and Markdown in it must not act.
        contents: [
          { value: fence(`${name}(${parameters})`) },
          { value: fence(description) },
          { value: fence(`${server}, ${seen}`) },
        ],
      };
    },
  });
  monaco.languages.registerCodeActionProvider("markdown", {
    provideCodeActions(model, range) {
      const { problems } = contextOf(model);
      const actions = problems.flatMap(({ start, end, fix }) => {
        const at = rangeOf(model, start, end);
        if (fix === undefined || !monaco.Range.areIntersectingOrTouching(at, range)) return [];
        const edits = fix.edits.map((edit) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: rangeOf(model, edit.start, edit.end), text: edit.text },
        }));
        return [{ title: fix.title, kind: "quickfix", isPreferred: true, edit: { edits } }];
      });
      return { actions, dispose: () => undefined };
    },
  });
}

const contextOf = (model: monaco.editor.ITextModel): PromptContext => contexts.get(model.uri.toString()) ?? NOTHING;

const fence = (text: string): string => `~~~~~text\n${text.replaceAll("~~~~~", "~ ~ ~ ~ ~")}\n~~~~~`;

function rangeOf(model: monaco.editor.ITextModel, start: number, end: number): monaco.IRange {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
