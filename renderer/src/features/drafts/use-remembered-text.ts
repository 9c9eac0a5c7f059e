import { useEffect, useEffectEvent, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { preferencesNow, rememberView } from "#renderer/api/preferences.ts";

const REMEMBER_AFTER_MS = 500;

/** A text that outlives the window, remembered under `name` when typing pauses and when it leaves the screen. */
export function useRememberedText(name: string): readonly [string, (text: string) => void] {
  const api = useApi();
  const [text, setText] = useState(() => preferencesNow().view[name] ?? "");
  useEffect(() => {
    const timer = setTimeout(() => rememberView(api, name, text), REMEMBER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [api, name, text]);
  const rememberNow = useEffectEvent(() => rememberView(api, name, text));
  useEffect(() => () => rememberNow(), []);
  return [text, setText];
}
