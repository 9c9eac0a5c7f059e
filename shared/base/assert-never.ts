/** Ends an exhaustive switch: compiling proves that every case was named. Throws when data lied about its type. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
