import type { editor } from "monaco-editor/editor/editor.api.js";

/** Above this many characters an editor becomes a plain, virtual view: Monaco is not asked to hold megabytes. */
export const MAX_EDITOR_TEXT = 1_000_000;

/** Above this many characters Monaco shows text without colours. */
export const MAX_COLOURED_TEXT = 262_144;

/** What all our editors have in common: 13 px, no chrome, nothing from a server made active. */
export const commonOptions: editor.IStandaloneEditorConstructionOptions & editor.IDiffEditorConstructionOptions = {
  automaticLayout: true,
  fontSize: 13,
  lineHeight: 20,
  fontFamily: "var(--pf-mono)",
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    useShadows: false,
    alwaysConsumeMouseWheel: false,
  },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: true,
  showFoldingControls: "mouseover",
  padding: { top: 8, bottom: 8 },
  tabSize: 2,
  insertSpaces: true,
  wordWrap: "on",
  wrappingIndent: "indent",
  links: false,
  occurrencesHighlight: "off",
  contextmenu: true,
  fixedOverflowWidgets: true,
  renderControlCharacters: true,
  unicodeHighlight: { invisibleCharacters: true, ambiguousCharacters: false, nonBasicASCII: false },
  stickyScroll: { enabled: false },
  quickSuggestions: { strings: true, other: true, comments: false },
  suggest: { showWords: false, preview: false, showStatusBar: false },
  wordBasedSuggestions: "off",
  bracketPairColorization: { enabled: false },
  guides: { indentation: true },
  maxTokenizationLineLength: 20_000,
  accessibilitySupport: "auto",
};
