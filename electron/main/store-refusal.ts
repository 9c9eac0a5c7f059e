import { dialog } from "electron";
import type { StoreChoice, StoreRefusal } from "#core/store/store-refusal.ts";
import { assertNever } from "#shared/base/assert-never.ts";

/**
 * Tells, before there is any window, why the database was not opened, and asks what to do.
 * Undefined: quit, with everything on disk as it was.
 */
export async function askAboutStore(refusal: StoreRefusal, folder: string): Promise<StoreChoice | undefined> {
  const { choices } = refusal;
  const quit = choices.length;
  const { response } = await dialog.showMessageBox({
    type: "warning",
    title: "Preflight",
    message: refusal.said,
    detail: `Nothing was changed. The data folder is:\n${folder}`,
    buttons: [...choices.map(labelOf), "Quit"],
    defaultId: 0,
    cancelId: quit,
    noLink: true,
  });
  return choices[response];
}

function labelOf(choice: StoreChoice): string {
  switch (choice.kind) {
    case "retry":
      return "Try again";
    case "restore-backup":
      return "Restore the newest backup";
    case "accept":
      return "Go on with what is there";
    case "start-fresh":
      return "Set it aside and start empty";
    case "open-read-only":
      return "Open to read only";
    default:
      return assertNever(choice);
  }
}
