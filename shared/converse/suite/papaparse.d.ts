// What is used of papaparse, without the DOM and Node types that its published declarations bring along.
declare module "papaparse" {
  interface ParseProblem {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    /** 0-based record. */
    readonly row?: number;
  }
  interface Parsed {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly ParseProblem[];
  }
  const papa: {
    parse(text: string, options: { readonly delimiter: string; readonly skipEmptyLines?: boolean }): Parsed;
    unparse(rows: readonly (readonly string[])[], options?: { readonly newline?: string }): string;
  };
  export default papa;
}
