import { app, type Session, type WebContents } from "electron";
import { isOurPage } from "./page-address.ts";

/**
 * Denies by default what a page can ask of the machine. Electron approves every permission unless told otherwise,
 * so each of its doors is shut here, on the session and on every web contents that ever comes up.
 */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isHarmless(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.on("will-download", (event, item) => {
    // Exports are made in the page as `blob:`; nothing is ever downloaded from a server.
    if (!item.getURL().startsWith("blob:app://console/")) event.preventDefault();
  });
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
}

/** Putting text on the clipboard after a click is the one thing the page needs. */
function isHarmless(permission: string): boolean {
  return permission === "clipboard-sanitized-write";
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => keepHome(event));
  contents.on("will-redirect", (event) => keepHome(event));
  contents.on("will-frame-navigate", (event) => keepHome(event));
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

function keepHome(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOurPage(event.url)) event.preventDefault();
}
