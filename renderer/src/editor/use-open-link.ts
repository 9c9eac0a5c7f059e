import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";

/** Opens an https address outside the console, where the shell can; the core checks it again. */
export function useOpenLink(): ((url: string) => void) | undefined {
  const api = useApi();
  const { openExternal } = useCapabilities();
  // A refusal has nothing more to say than that nothing opened.
  return openExternal ? (url) => void api.call("app.openExternal", { url }).catch(() => undefined) : undefined;
}
