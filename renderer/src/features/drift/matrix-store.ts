import { create } from "zustand";

interface MatrixState {
  readonly opened: boolean;
  /** Ids of the servers that are compared first. */
  readonly first: readonly string[];
}

/** The matrix of tools by server, opened from the Drift tab and from the palette. */
export const useMatrix = create<MatrixState>(() => ({ opened: false, first: [] }));

export const openMatrix = (first: readonly string[]): void => useMatrix.setState({ opened: true, first });

export const closeMatrix = (): void => useMatrix.setState({ opened: false });
