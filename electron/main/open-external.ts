import { dialog, shell, type BrowserWindow, type MessageBoxOptions } from "electron";
import { externalAddress } from "./external-address.ts";

/** The one way out to the browser: shows where the link leads (the host as it will be asked for), and asks. */
export async function openExternal(text: string, parent: BrowserWindow | undefined): Promise<void> {
  const address = externalAddress(text);
  if (address === undefined) {
    await ask(parent, {
      type: "info",
      message: "This link is not opened from here",
      detail: "Preflight opens https links, and http links to this machine. Copy it if you trust it.",
      buttons: ["Close"],
    });
    return;
  }
  const answer = await ask(parent, {
    type: "question",
    message: `Open a page of ${new URL(address).host}?`,
    detail: address.length > 400 ? `${address.slice(0, 400)}...` : address,
    buttons: ["Open", "Cancel"],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (answer === 0) await shell.openExternal(address);
}

async function ask(parent: BrowserWindow | undefined, question: MessageBoxOptions): Promise<number> {
  const asked = parent === undefined ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question);
  return (await asked).response;
}
