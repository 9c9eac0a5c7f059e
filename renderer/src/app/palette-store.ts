import { create } from "zustand";

/** Whether the palette was ever asked for; its code is fetched only then. */
export const usePalette = create<{ readonly wanted: boolean }>(() => ({ wanted: false }));

/** Opens the command palette. */
export function wantPalette(): void {
  usePalette.setState({ wanted: true });
  import("#renderer/app/command-palette.tsx").then(
    ({ openPalette }) => openPalette(),
    () => undefined, // said by the error boundary around the palette, which wants the same code
  );
}
