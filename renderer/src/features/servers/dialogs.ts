import { create } from "zustand";

/** The dialog that is open over the room, if one is. */
export type Dialog =
  | { readonly kind: "none" }
  | { readonly kind: "add" }
  | { readonly kind: "import" }
  | { readonly kind: "samples" }
  | { readonly kind: "edit"; readonly serverId: string };

/** At most one dialog at a time. */
export const useDialog = create<{ readonly dialog: Dialog }>(() => ({ dialog: { kind: "none" } }));

/** Opens a dialog, from a button, a key or the palette. */
export function openDialog(dialog: Dialog): void {
  useDialog.setState({ dialog });
}

/** Closes whichever is open. */
export function closeDialog(): void {
  useDialog.setState({ dialog: { kind: "none" } });
}
