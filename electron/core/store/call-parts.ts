import type { CallRecord, CallRow } from "#shared/contract/call-record.ts";

/** What the history list does not need of a call; kept apart, so that the list never reads it. */
export type CallBody = Pick<
  CallRecord,
  "argumentsText" | "outcome" | "error" | "timings" | "outputCheck" | "inputCheck" | "entryHash"
>;

/** A call as its row for the list and its body. Fields that a later contract adds go with the row. */
export function splitCall(call: CallRecord): { readonly row: CallRow; readonly body: CallBody } {
  const { argumentsText, outcome, error, timings, outputCheck, inputCheck, entryHash, ...row } = call;
  const body = {
    argumentsText,
    ...(outcome === undefined ? {} : { outcome }),
    ...(error === undefined ? {} : { error }),
    ...(timings === undefined ? {} : { timings }),
    ...(outputCheck === undefined ? {} : { outputCheck }),
    ...(inputCheck === undefined ? {} : { inputCheck }),
    ...(entryHash === undefined ? {} : { entryHash }),
  };
  return { row, body };
}
