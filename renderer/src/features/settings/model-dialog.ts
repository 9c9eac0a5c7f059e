import { create } from "zustand";
import type { Model } from "#shared/contract/model.ts";

interface ModelDialogState {
  readonly opened: boolean;
  /** Counts openings, so that each begins with empty fields. */
  readonly opening: number;
  /** The model that is edited; a new one where absent. Stays while the dialog fades. */
  readonly model: Model | undefined;
}

/** The dialog in which a model is set up. */
export const useModelDialog = create<ModelDialogState>(() => ({ opened: false, opening: 0, model: undefined }));

/** Opens it, from a button or the palette. */
export function openModelDialog(model?: Model): void {
  useModelDialog.setState(({ opening }) => ({ opened: true, opening: opening + 1, model }));
}

export function closeModelDialog(): void {
  useModelDialog.setState({ opened: false });
}
