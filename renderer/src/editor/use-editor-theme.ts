import { useComputedColorScheme } from "@mantine/core";
import { useEffect } from "react";
import type * as MonacoModule from "#renderer/editor/monaco.ts";
import { themeFromTokens, themeNames } from "#renderer/editor/monaco-theme.ts";

type Monaco = (typeof MonacoModule)["monaco"];

/** Keeps Monaco's theme (one for the page) in step with the window's. */
export function useEditorTheme(monaco: Monaco | undefined): void {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  useEffect(() => {
    if (monaco === undefined) return;
    const style = getComputedStyle(document.documentElement);
    monaco.editor.defineTheme(
      themeNames[scheme],
      themeFromTokens(scheme, (name) => style.getPropertyValue(name).trim()),
    );
    monaco.editor.setTheme(themeNames[scheme]);
  }, [monaco, scheme]);
}
