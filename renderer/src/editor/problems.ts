/** Something wrong in an editor's text. `syntax` stops a call, `schema` only warns. Lines and columns start at 1. */
export interface Problem {
  readonly kind: "syntax" | "schema";
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** "line 3, column 5" for a person. */
export const sayPlace = ({ line, column }: Problem): string => `line ${line}, column ${column}`;
