import type { ConsoleError } from "#shared/base/console-error.ts";

/** An expected failure that had to be thrown, because what would have answered has no place for it. Not a bug. */
export class ToldFailure extends Error {
  readonly error: ConsoleError;
  constructor(error: ConsoleError, options?: ErrorOptions) {
    super(error.said, options);
    this.name = "ToldFailure";
    this.error = error;
  }
}
