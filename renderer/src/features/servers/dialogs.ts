import { create } from "zustand";

/** What can float over the room. */
export type Dialog =
  | { readonly kind: "add" }
  | { readonly kind: "import" }
  | { readonly kind: "samples" }
  | { readonly kind: "edit"; readonly serverId: string };

interface DialogState {
  readonly opened: boolean;
  /** The dialog that is open, or was last: it stays while it fades. */
  readonly dialog: Dialog | undefined;
}

/** At most one dialog at a time. */
export const useDialog = create<DialogState>(() => ({ opened: false, dialog: undefined }));

/** Opens a dialog, from a button, a key or the palette. */
export function openDialog(dialog: Dialog): void {
  useDialog.setState({ opened: true, dialog });
}

/** Closes whichever is open. */
export function closeDialog(): void {
  useDialog.setState({ opened: false });
}
