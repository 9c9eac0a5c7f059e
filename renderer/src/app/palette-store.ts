import { create } from "zustand";

/** How often the palette was asked for; 0 = its code is not needed yet. */
export const usePalette = create<{ readonly wanted: number }>(() => ({ wanted: 0 }));

/** Opens the command palette. */
export function wantPalette(): void {
  usePalette.setState(({ wanted }) => ({ wanted: wanted + 1 }));
}
