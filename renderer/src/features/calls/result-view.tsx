import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { ContentView } from "#renderer/features/calls/content-view.tsx";
import { readContent } from "#renderer/features/calls/content-blocks.ts";
import { callWords, resultOf } from "#renderer/features/calls/describe-call.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { resultJson } from "#renderer/features/calls/result-json.ts";
import { OutcomeNote } from "#renderer/features/calls/outcome-note.tsx";
import { LONG_TEXT } from "#renderer/features/calls/text-block.tsx";
import { TimingBar } from "#renderer/features/calls/timing-bar.tsx";
import { CopyText } from "#renderer/editor/copy-text.tsx";
import { PlainTextView } from "#renderer/editor/plain-text-view.tsx";
import { ReadOnlyText } from "#renderer/editor/read-only-text.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import classes from "#renderer/features/calls/result-view.module.css";

const FORMS = ["text", "json", "raw"] as const;
type Form = (typeof FORMS)[number];

/** One call as it ended: how, what came back in three forms, and where the time went. */
export function ResultView({ record }: { readonly record: CallRecord }) {
  const [form, setForm] = useState<Form>("text");
  const result = resultOf(record);
  const words = callWords(record.state);
  const json = useMemo(() => (result === undefined ? undefined : resultJson(result)), [result]);
  const text = useMemo(() => {
    if (form === "json" && json !== undefined) return prettyJson(json.value);
    return form === "raw" ? prettyJson(record.outcome ?? record.error) : "";
  }, [form, json, record]);
  const long = useMemo(() => (result === undefined ? undefined : onlyLongText(result)), [result]);

  return (
    <div className={classes.result} data-outcome={record.state}>
      <div className={classes.head}>
        <span className={classes.outcome} data-tone={words.tone}>
          <StatusMark tone={words.tone} /> {words.word}
        </span>
        {record.resultBytes === undefined ? undefined : (
          <span className={classes.size}>{formatBytes(record.resultBytes)}</span>
        )}
        <span className={classes.spring} />
        {form === "text" ? undefined : <CopyText text={text} what="the result" />}
        <SegmentedControl
          size="xs"
          aria-label="Show the result as"
          value={form}
          onChange={(value) => setForm(FORMS.find((known) => known === value) ?? "text")}
          data={[
            { value: "text", label: "Text" },
            { value: "json", label: "JSON", disabled: result === undefined },
            { value: "raw", label: "Raw" },
          ]}
        />
      </div>
      <div className={classes.body}>
        {form === "text" && long !== undefined ? (
          <div className={classes.longOnly}>
            <PlainTextView label="Result as text" text={long} />
          </div>
        ) : form === "text" ? (
          // Focusable, because it scrolls.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className={classes.scroll} tabIndex={0} role="region" aria-label="Result as text">
            <OutcomeNote record={record} words={words} />
            {result === undefined ? undefined : <ContentView result={result} check={record.outputCheck} />}
          </div>
        ) : (
          <>
            {form === "json" && json !== undefined ? <p className={classes.from}>{json.from}</p> : undefined}
            <div className={classes.fill}>
              <ReadOnlyText label={form === "json" ? "Result as JSON" : "Raw result"} text={text} />
            </div>
          </>
        )}
      </div>
      {record.timings === undefined ? undefined : <TimingBar timings={record.timings} />}
    </div>
  );
}

/** The text of a result that is one long text and nothing else: it gets the whole pane, and its one scroll bar. */
function onlyLongText(result: JsonObject): string | undefined {
  const blocks = readContent(result);
  const [only] = blocks;
  if (blocks.length !== 1 || only?.kind !== "text" || only.text.length <= LONG_TEXT) return undefined;
  return result["structuredContent"] === undefined ? visibleText(only.text, { keepLines: true }) : undefined;
}
