/** Where the page of the desktop console lives. A standard, secure scheme of our own: nothing is loaded from disk or net. */
export const pageScheme = "app";
const pageOrigin = "app://console";
export const pageUrl: string = `${pageOrigin}/`;

declare global {
  interface ImportMeta {
    /** Replaced by the build. */
    readonly env: { readonly DEV: boolean };
  }
}

/** In `npm run dev` only: the dev server of the page. Never set in a built console. */
export const devUrl: string | undefined = import.meta.env.DEV ? process.env["ELECTRON_RENDERER_URL"] : undefined;

/** True for an address of our own page. Compares the parsed parts; a text that starts alike is not alike. */
export function isOurPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  const origin = `${protocol}//${host}`;
  return origin === pageOrigin || (devUrl !== undefined && origin === new URL(devUrl).origin);
}
