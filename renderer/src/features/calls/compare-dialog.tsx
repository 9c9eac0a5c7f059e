import { Modal, SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { callWords, resultOf } from "#renderer/features/calls/describe-call.ts";
import { formatArguments } from "#renderer/features/calls/format-arguments.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { resultJson } from "#renderer/features/calls/result-json.ts";
import { DiffView } from "#renderer/editor/diff-view.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import classes from "#renderer/features/calls/compare-dialog.module.css";

interface CompareDialogProps {
  readonly before: CallRecord;
  readonly after: CallRecord;
  readonly onClose: () => void;
}

/** Two calls side by side, the earlier one on the left: what came back, or what was sent. */
export function CompareDialog({ before, after, onClose }: CompareDialogProps) {
  const [what, setWhat] = useState("result");
  const [left, right] = before.startedAt <= after.startedAt ? [before, after] : [after, before];
  const texts = useMemo(
    () =>
      [left, right].map((record) => (what === "result" ? resultText(record) : formatArguments(record.argumentsText))),
    [left, right, what],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title="Two calls compared"
      size="min(1200px, 92vw)"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Compare"
          value={what}
          onChange={setWhat}
          data={[
            { value: "result", label: "Results" },
            { value: "arguments", label: "Arguments" },
          ]}
        />
        <span>
          {sayCall(left)} → {sayCall(right)}
          {texts[0] === texts[1] ? " · no difference" : ""}
        </span>
      </div>
      <div className={classes.diff}>
        <DiffView label="Comparison" before={texts[0] ?? ""} after={texts[1] ?? ""} />
      </div>
    </Modal>
  );
}

function resultText(record: CallRecord): string {
  const result = resultOf(record);
  return prettyJson(result === undefined ? (record.outcome ?? record.error ?? null) : resultJson(result).value);
}

function sayCall(record: CallRecord): string {
  const time = new Date(record.startedAt).toLocaleTimeString();
  const took = record.totalMs === undefined ? "" : ` in ${formatDuration(record.totalMs)}`;
  return `${time} ${callWords(record.state).word.toLowerCase()}${took}`;
}
